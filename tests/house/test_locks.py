"""The locks fit pyproject.toml, and say what to install without saying from where."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, list[Requirement]]:
    """The packages of a lock by name: one version, or one for each range of Pythons."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, list[Requirement]] = {}
    for line in filter(None, text.splitlines()):
        package, *hashes = line.split("--hash=")
        assert hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", digest) for digest in hashes), package
        requirement = Requirement(package.strip())
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def wanted(kind: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    names = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    if kind == "requirements-dev.lock":
        extras = PROJECT["project"]["optional-dependencies"]
        names += [*extras["dev"], *extras["postgres"]]
    found = [Requirement(name) for name in names]
    return [each for each in found if each.name != PROJECT["project"]["name"]]


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_all_that_is_wanted(name: str) -> None:
    packages = locked(name)
    for requirement in wanted(name):
        versions = packages.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement} is missing; tools/renew_lock.py renews the lock"
        for version in versions:
            (pin,) = version.specifier
            assert pin.operator == "=="
            assert requirement.specifier.contains(pin.version), f"{version} is not {requirement}"


def test_app_and_tests_run_on_the_same_versions() -> None:
    app, tests = locked(LOCKS[0]), locked(LOCKS[1])
    assert {name: [str(each) for each in app[name]] for name in app} == {
        name: [str(each) for each in tests.get(name, [])] for name in app
    }


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://| @ |--index|--find-links|file:|/", text)
