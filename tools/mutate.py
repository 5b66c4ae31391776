"""Prints how many broken lines of a folder or a module its own tests notice.

    ./run python tools/mutate.py advise              every module of advise
    ./run python tools/mutate.py infer/course.py     one module
    ./run python tools/mutate.py advise --show       with each change that nobody noticed

Each module is changed in hundreds of small ways, one at a time, in a copy of
the tree; a change is noticed where the tests that mirror the module fail, and
no other tests are run. The score is the share that is noticed. Linux only; a
folder takes the best part of an hour.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from shutil import copytree
from shutil import ignore_patterns

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("src") / "quietmuscle"
COPIED = ("src", "tests", "docs", "tools", "benchmarks")
NOTICED = ("killed", "timeout")
CONFIG = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{module}"]
pytest_add_cli_args_test_selection = ["{test}"]
also_copy = ["docs", "tools", "benchmarks", "pyproject.toml", "run", "README.md", "CONTRIBUTING.md"]
"""


def modules_of(wanted: str) -> list[Path]:
    """The modules that a word of the command line names, each below src/quietmuscle."""
    place = ROOT / PACKAGE / wanted
    found = [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [each.relative_to(ROOT / PACKAGE) for each in found if each.name != "__init__.py"]


def outcomes(module: Path, *, show: bool) -> Counter[str]:
    """What became of each change of a module."""
    test = Path("tests") / module.parent / f"test_{module.name}"
    with tempfile.TemporaryDirectory(prefix="mutate-") as name:
        copy = Path(name)
        for each in COPIED:
            copytree(ROOT / each, copy / each, ignore=ignore_patterns("__pycache__"))
        for each in ("run", "README.md", "CONTRIBUTING.md"):
            (copy / each).write_bytes((ROOT / each).read_bytes())
        project = (ROOT / "pyproject.toml").read_text("utf-8")
        config = CONFIG.format(module=(PACKAGE / module).as_posix(), test=test.as_posix())
        (copy / "pyproject.toml").write_text(project + config, "utf-8")
        mutmut = (sys.executable, "-m", "mutmut")
        ran = subprocess.run(
            [*mutmut, "run", "--max-children", "1"],
            cwd=copy,
            check=False,
            capture_output=True,
            text=True,
        )
        if ran.returncode:
            sys.exit(f"{module}: mutmut failed\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
        listed = subprocess.run(
            [*mutmut, "results", "--all", "true"],
            cwd=copy,
            check=True,
            capture_output=True,
            text=True,
        )
        rows = [line.split(": ") for line in listed.stdout.splitlines() if ": " in line]
        if show:
            for mutant, outcome in rows:
                if outcome not in NOTICED:
                    shown = subprocess.run(
                        [*mutmut, "show", mutant.strip()],
                        cwd=copy,
                        check=True,
                        capture_output=True,
                        text=True,
                    )
                    print(shown.stdout, flush=True)
    return Counter(outcome for _mutant, outcome in rows)


def main() -> None:
    """Print a line a module, and one for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("of", nargs="+", help="a folder or a module below src/quietmuscle")
    parser.add_argument("--show", action="store_true", help="print what nobody noticed")
    wished = parser.parse_args()
    total: Counter[str] = Counter()
    for module in [each for of in wished.of for each in modules_of(of)]:
        began = time.monotonic()
        found = outcomes(module, show=wished.show)
        total += found
        print(line(module.as_posix(), found), f"{time.monotonic() - began:6.0f} s", flush=True)
    print(line("all", total))


def line(name: str, found: Counter[str]) -> str:
    """The score of one module in a line."""
    noticed, made = sum(found[each] for each in NOTICED), sum(found.values())
    rest = ", ".join(f"{each} {count}" for each, count in found.items() if each not in NOTICED)
    score = f"{100 * noticed / made:5.1f} %" if made else "nothing to change"
    return f"{name:32} {score}  {noticed:4} of {made:4}  {rest}".rstrip()


if __name__ == "__main__":
    main()
