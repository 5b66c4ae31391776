"""What a page must hold for every eye and hand, measured in the browser."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"

RULES_OF_COLOURS = ("color-contrast", "link-in-text-block")
"""What axe-core holds of colours. Targets are held to much more by `too_small` and `too_close`."""

Look = tuple[int, int, str, Literal["light", "dark"]]
LOOKS: tuple[Look, ...] = (
    (360, 740, "system", "light"),
    (360, 740, "system", "dark"),
    (360, 740, "high_contrast", "light"),
    (1280, 800, "system", "light"),
    (1280, 800, "dark", "light"),
)
"""Width and height, the theme that was chosen, and the colours that the device is set to."""

LEAST_PX = 48
APART_PX = 8
SLACK_PX = 0.1
DENSE_PX = 44
"""Days of a calendar: seven of 48 px and the gaps between are more than a small phone has."""

TARGETS = """() => {
  const selector = "a[href], button, input, select, textarea, summary, [role=button]";
  const folded = ".skip, .visually-hidden, details:not([open]) > :not(summary)";
  const box = "input[type=checkbox], input[type=radio]";
  const nameOf = (each) => (each.getAttribute("aria-label") ?? each.textContent).trim();
  // Links within sentences are read, not aimed at (WCAG 2.2, 2.5.8, exception "inline").
  const isTarget = (each) => each.checkVisibility({ visibilityProperty: true })
    && !each.closest(folded) && getComputedStyle(each).display !== "inline";
  const areaOf = (each) => (each.matches(box) && each.closest("label"))
    || each.querySelector(".hit") || each;
  return [...document.querySelectorAll(selector)].filter(isTarget).map((each) => {
    const { left, top, right, bottom } = areaOf(each).getBoundingClientRect();
    const fixed = Boolean(each.closest(".places, .saved-bar, .toast"));
    const down = fixed ? 0 : scrollY;
    return {
      name: `${each.tagName.toLowerCase()} ${nameOf(each).slice(0, 40)} ${each.id}`,
      drawn: each.matches("g"), dense: Boolean(each.closest(".calendar")), fixed,
      left, right, top: top + down, bottom: bottom + down,
    };
  }).filter((each) => each.right > each.left);
}"""


@lru_cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def in_themes(width: int, height: int) -> tuple[Look, ...]:
    """The looks of a device of this size: its own light and dark, and high contrast."""
    return (
        (width, height, "system", "light"),
        (width, height, "system", "dark"),
        (width, height, "high_contrast", "light"),
    )


def look_as(page: Page, look: Look) -> None:
    """Look at the page on a device of this size, in these colours, with nothing moving."""
    width, height, theme, colours = look
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)


def wrong_in(page: Page, looks: Iterable[Look] = LOOKS) -> list[str]:
    """What is wrong with the page in any of these looks: with axe-core, and with its targets.

    In the first look of each size axe looks at everything; in the others at
    what another theme can break: most of its work has nothing to do with colours.
    """
    found: list[str] = []
    sizes: set[tuple[int, int]] = set()
    for look in looks:
        look_as(page, look)
        wrong = violations(page, of_colours=look[:2] in sizes)
        sizes.add(look[:2])
        wrong += [*too_small(page), *too_close(page), *too_wide(page)]
        found += [f"{look}: {each}" for each in wrong]
    return found


def violations(page: Page, *, of_colours: bool = False) -> list[str]:
    """What axe-core finds wrong with the page as it is now, in all its rules or in colours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(
        """(some) => axe.run(document, {
            resultTypes: ["violations"],
            ...(some.length ? { runOnly: some, preload: false }
                : { rules: { "target-size": { enabled: true } } }),
        })""",
        list(RULES_OF_COLOURS) if of_colours else [],
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What sticks out at the side, so that one would have to scroll."""
    found: list[str] = page.evaluate(
        """() => {
        const width = document.documentElement.clientWidth;
        const wide = document.documentElement.scrollWidth - width;
        if (wide <= 0) return [];
        return [`${wide} px too wide`, ...[...document.body.querySelectorAll("*")]
            .filter((each) => each.getBoundingClientRect().right > width + 1)
            .map((each) => `${each.tagName}#${each.id}.${each.className}`)];
    }"""
    )
    return found


def targets(page: Page) -> list[dict[str, Any]]:
    """All that can be touched, with its rectangle."""
    found: list[dict[str, Any]] = page.evaluate(TARGETS)
    return found


def too_small(page: Page) -> list[str]:
    """The targets that are smaller than a fingertip or a knuckle needs."""
    return [
        f"{each['name']}: {each['right'] - each['left']:.1f}×{each['bottom'] - each['top']:.1f}"
        for each in targets(page)
        if each["right"] - each["left"] < (DENSE_PX if each["dense"] else LEAST_PX) - SLACK_PX
        or each["bottom"] - each["top"] < LEAST_PX - SLACK_PX
    ]


def too_close(page: Page) -> list[str]:
    """The pairs of targets with too little between them; drawn places are measured elsewhere."""
    found = [each for each in targets(page) if not each["drawn"] and not each["dense"]]
    pairs = (
        (one, other)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one["fixed"] == other["fixed"]
    )
    return [
        f"{one['name']} | {other['name']}: {gap:.1f}"
        for one, other in pairs
        if (gap := _gap(one, other)) < APART_PX - SLACK_PX
    ]


def _gap(one: dict[str, Any], other: dict[str, Any]) -> float:
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return max(across, down)
