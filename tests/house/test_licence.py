"""The licence is there, whole, and said in the same words everywhere."""

from __future__ import annotations

import tomllib

from repository import ROOT

import quietmuscle

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache-2.0" in (ROOT / "README.md").read_text("utf-8")


def test_the_version_is_one() -> None:
    assert PROJECT["version"] == quietmuscle.__version__


def test_the_changelog_has_a_heading_for_it() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## [Unreleased]" in changelog or f"## [{PROJECT['version']}]" in changelog
