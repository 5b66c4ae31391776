"""Write requirements.lock and requirements-dev.lock anew from pyproject.toml.

    ./run pip install uv
    ./run python tools/renew_lock.py            keep what still fits
    ./run python tools/renew_lock.py --newest   take the newest of everything

One lock serves Python 3.11 to 3.14 on Linux, macOS and Windows. It names
versions and hashes, and no address: from where a file comes is each
computer's own choice, and the hash says that it is the right one.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
OLDEST_PYTHON = "3.11"


def resolve(target: Path, *more: str, given: str = "") -> None:
    """One lock, written by uv."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-config"]
    command += [
        "--no-header",
        "--no-annotate",
        "--no-strip-extras",
        "--no-emit-index-url",
        "--no-emit-find-links",
    ]
    command += [*more, "--output-file", target.name, "pyproject.toml", "-"]
    subprocess.run(command, cwd=ROOT, check=True, input=given, text=True, stdout=subprocess.DEVNULL)
    print(f"{target.name}: {target.read_text('utf-8').count('==')} packages")


def build_requirements() -> str:
    """What builds the app itself: it is installed from its folder, without a network."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return "\n".join(project["build-system"]["requires"]) + "\n"


def main() -> None:
    """Write the larger lock, and then the smaller one out of it."""
    newest = ["--upgrade"] if "--newest" in sys.argv[1:] else []
    build = build_requirements()
    resolve(DEV_LOCK, "--extra", "dev", *newest, given=build)
    resolve(APP_LOCK, "--constraint", DEV_LOCK.name, "--upgrade", given=build)


if __name__ == "__main__":
    main()
