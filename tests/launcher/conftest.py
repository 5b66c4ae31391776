"""A toy app beside a copy of the launcher: small enough to be installed in seconds."""

from __future__ import annotations

import base64
import hashlib
import inspect
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec
from importlib.util import spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

LAUNCHER = Path(__file__).parents[2] / "run"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "quietmuscle"
version = "0.1.0"
"""

BUILD_EDITABLE = """

def build_editable(folder, config_settings=None, metadata_directory=None):
    return write_wheel(Path(folder), "quietmuscle", {"quietmuscle.pth": str(Path("src").resolve())})
"""

APP = """
import sys
print("app", *sys.argv[1:])
sys.exit(7 if "fail" in sys.argv else 0)
"""

TOOL = """
import os, sys
def go():
    print("tool {name}", *sys.argv[1:])
    if "TOY_TELLS" in os.environ:
        print(*sorted(os.environ))
    return 1 if os.environ.get("TOY_FAILS") == "{name}" else 0
if __name__ == "__main__":
    sys.exit(go())
"""


def write_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """A wheel of a few text files; the name of its file."""
    info = f"{name}-0.1.0.dist-info"
    whole = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n",
        f"{info}/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: toy\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = [f"{info}/RECORD,,"]
    for path, text in whole.items():
        digest = hashlib.sha256(text.encode()).digest()
        spelled = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        record.append(f"{path},sha256={spelled},{len(text.encode())}")
    file = folder / f"{name}-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in {**whole, f"{info}/RECORD": "\n".join(record) + "\n"}.items():
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), text)
    return file.name


@dataclass
class Toy:
    """A folder with the launcher, a toy app, and an index of toy tools."""

    root: Path
    wheels: Path

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv.joinpath(
            *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))
        )

    def environment(self, **more: str) -> dict[str, str]:
        """An environment in which pip finds the toy tools and nothing else."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "PYTHON", "QUIETMUSCLE", "COV", "PYTEST", "CI"))
        }
        ours = {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            "PIP_RETRIES": "0",
        }
        return {**kept, **ours, **more}

    def start(
        self, *words: str, by: str = sys.executable, **environment: str
    ) -> subprocess.Popen[str]:
        """The launcher, started."""
        return subprocess.Popen(
            [by, str(self.run), *words],
            env=self.environment(**environment),
            cwd=self.root.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def call(
        self, *words: str, by: str = sys.executable, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """The launcher, run to its end."""
        started = self.start(*words, by=by, **environment)
        out, err = started.communicate(timeout=240)
        return subprocess.CompletedProcess(words, started.returncode, out, err)

    def lock(self, kind: str, *, digest: str | None = None) -> None:
        """Let the lock of the app or of the tests ask for the toy tools."""
        name = write_wheel(
            self.wheels,
            "toytools",
            {
                "ruff.py": TOOL.format(name="ruff"),
                "mypy.py": TOOL.format(name="mypy"),
                "pytest.py": TOOL.format(name="pytest"),
                "importlinter/__init__.py": "",
                "importlinter/cli.py": TOOL.format(name="lint").replace(
                    "def go", "def lint_imports_command"
                ),
            },
        )
        digest = digest or hashlib.sha256((self.wheels / name).read_bytes()).hexdigest()
        (self.root / kind).write_text(f"toytools==0.1.0 --hash=sha256:{digest}\n", "utf-8")


def build_toy(root: Path) -> Toy:
    """A toy, not yet installed."""
    root.mkdir(parents=True)
    wheels = root.parent / "wheels"
    wheels.mkdir()
    shutil.copy(LAUNCHER, root / "run")
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    imports = "import base64, hashlib, zipfile\nfrom pathlib import Path\n\n"
    backend = imports + inspect.getsource(write_wheel) + BUILD_EDITABLE
    (root / "backend.py").write_text(backend, "utf-8")
    (root / "requirements.lock").write_text("# nothing\n", "utf-8")
    package = root / "src" / "quietmuscle"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "__main__.py").write_text(APP, "utf-8")
    toy = Toy(root=root, wheels=wheels)
    toy.lock("requirements-dev.lock")
    return toy


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """A toy in a folder whose name has a space and letters beyond ASCII."""
    return build_toy(tmp_path / "Zuhause & más" / "ruhiger Muskel")


@pytest.fixture(scope="session")
def bare_venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with pip and nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "venv"
    subprocess.check_call([sys.executable, "-m", "venv", folder])
    return folder


@pytest.fixture
def begun(toy: Toy, bare_venv: Path) -> Toy:
    """A toy whose virtual environment is made, and empty: saves seconds."""
    shutil.copytree(bare_venv, toy.venv, symlinks=True)
    return toy


@pytest.fixture(scope="session")
def make_toy(bare_venv: Path) -> Callable[[Path], Toy]:
    """What builds a toy in a folder, with an empty environment, for tests that share one."""

    def make(root: Path) -> Toy:
        toy = build_toy(root)
        shutil.copytree(bare_venv, toy.venv, symlinks=True)
        return toy

    return make


@pytest.fixture(scope="session")
def pythons() -> dict[str, str]:
    """The Pythons of this computer by version, those of pyenv among them."""
    found = {}
    folders = [*Path.home().glob(".pyenv/versions/*/bin"), Path("/usr/bin"), Path("/usr/local/bin")]
    for version in ("2.7", *(f"3.{minor}" for minor in range(6, 15))):
        for folder in folders:
            path = folder / f"python{version}"
            if path.exists() and not subprocess.call([path, "-c", ""]):
                found[version] = str(path)
    return found


@pytest.fixture
def launcher(toy: Toy) -> ModuleType:
    """The launcher of the toy as a module, to look at its parts."""
    loader = SourceFileLoader("launcher_of_toy", str(toy.run))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module
