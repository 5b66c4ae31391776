"""How long the simulations take: answers, and the first pictures of the page's steps."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from figures import Figure
from quietmuscle.flow import why
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.mechanism.cable import Asked
from quietmuscle.mechanism.cable import ask
from quietmuscle.mechanism.cable_nouns import Axon
from quietmuscle.mechanism.cable_nouns import CableRun
from quietmuscle.mechanism.cable_nouns import Damage
from quietmuscle.mechanism.cable_nouns import Shock
from quietmuscle.mechanism.point_lesion import PointLesion
from quietmuscle.mechanism.point_lesion import PointRun
from quietmuscle.mechanism.point_lesion import point_discharge

if TYPE_CHECKING:
    from collections.abc import Callable

SHOCK = (Shock(node=2, start_ms=1.0),)


def cpu_s(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor, the best of some times."""
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def one(axon: Axon, duration_ms: float, step_us: float = 10.0, implicitness: float = 0.5) -> Asked:
    """One fibre's answer."""
    run = CableRun(duration_ms=duration_ms, step_us=step_us, implicitness=implicitness)
    return ask([axon], run)[0]


FIRST = """
import sys, time
import quietmuscle.web.app
from quietmuscle.flow.why_steps import STEPS
from quietmuscle.report.charts import NARROW_PX, WIDE_PX
from quietmuscle.report.line_chart import line_chart
name, answer = sys.argv[1:]
begun = time.process_time()
from quietmuscle.flow import why
from quietmuscle.web.why_shown import shown
step = next(each for each in STEPS if each.name == name)
told = shown(name, tuple(each.usual for each in step.sliders), "en", getattr(why, answer))
for chart in told.charts:
    for width in (NARROW_PX, WIDE_PX):
        line_chart(chart, width_px=width, language="en", id_prefix="p")
print(time.process_time() - begun)
"""
"""A program that was started, and the pictures of a step."""


def pictures_s(step: str, times: int, answer: str = "as_recorded") -> float:
    """Seconds of the processor for a step's pictures in a new program, libraries and all.

    The last step is first drawn `as_recorded`, as on its page; `felt_and_seen` is the whole.
    """
    words = [sys.executable, "-c", FIRST, step, answer]
    return min(
        float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
        for _ in range(times)
    )


def time_figures(times: int) -> list[Figure]:
    """How long answers take."""
    noisy = PointLesion(sodium_ms_per_cm2=28.0, slow_inward_ms_per_cm2=0.4, noise_ua_per_cm2=12.0)
    damaged = Axon(damage=Damage(lamellae_left=0.05), shocks=SHOCK)
    figures = [
        Figure(
            name="10 s of a patch with noise",
            value=cpu_s(lambda: point_discharge(noisy, PointRun(duration_ms=10_000.0)), times),
            unit="s",
            how="0.05 ms a step",
            target=0.5,
        )
    ]
    for step_us, wanted in ((10.0, 0.3), (5.0, None)):
        figures.append(
            Figure(
                name=f"20 ms of a damaged motor fibre, {step_us:g} us a step",
                value=cpu_s(partial(one, damaged, 20.0, step_us), times),
                unit="s",
                how="21 nodes, 221 compartments, channels everywhere",
                target=wanted,
            )
        )
    figures += [
        Figure(
            name=f"the page's step {step.name}",
            value=cpu_s(getattr(why, step.name), times),
            unit="s",
            how="sliders as they stand at first",
            target=1.0,
        )
        for step in STEPS
    ]
    figures += [
        Figure(
            name=f"first picture of {step.name}",
            value=pictures_s(step.name, times),
            unit="s",
            how="a program just started",
            target=1.0,
        )
        for step in STEPS
    ]
    last = STEPS[-1].name
    figures.append(
        Figure(
            name=f"all pictures of {last}",
            value=pictures_s(last, times, "felt_and_seen"),
            unit="s",
            how="a program just started; the page shows the first before",
            target=None,
        )
    )
    return figures
