"""Logs hold ids and counts, never a health value."""

from __future__ import annotations

import ast
import re

import pytest
from repository import SRC
from repository import files_under
from repository import shown
from repository import tree_of

MAY_LOG = ("flow", "web", "cli")
LOGGERS = {"structlog", "logging"}
"""Our own lines go through structlog; the house only listens to the standard library's."""
METHODS = {
    "debug",
    "info",
    "warning",
    "warn",
    "error",
    "critical",
    "exception",
    "log",
    "msg",
    "bind",
}
SAYS_NOTHING_OF_HEALTH = {
    "id", "entry_id", "episode_id", "change_id", "attachment_id", "request_id", "kind_of_error",
    "count", "entries", "files", "added", "already_here", "kept_ours", "purged",
    "kind", "library", "path_template", "reason", "place", "trace",
    "bytes", "size_bytes", "duration_ms", "status", "method", "route", "version", "port",
}  # fmt: skip


OF_A_PERSON = re.compile(
    r"\b(answers?|doing|draft|episodes?|log|medicines?|moment|notes?|persons?|query|sites?|words)\b(?!\.id\b)"
)
"""Names behind which somebody's words or health may stand, whatever the value is called."""


def brings_a_logger(tree: ast.AST) -> bool:
    """Whether a module imports something that logs."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if any(name.split(".")[0] in LOGGERS for name in names):
            return True
    return False


def doubtful(tree: ast.AST) -> list[str]:
    """The log lines of a module that could tell something about a person."""
    loggers = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "get_logger" in ast.unparse(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = ast.unparse(node.func.value)
        if node.func.attr not in METHODS or not (
            owner in loggers or ("get" in owner.lower() and "logger" in owner.lower())
        ):
            continue
        plain = all(isinstance(arg, ast.Constant) for arg in node.args) and len(node.args) <= 1
        names = {keyword.arg for keyword in node.keywords}
        told = " ".join(ast.unparse(keyword.value) for keyword in node.keywords)
        if not plain or names - SAYS_NOTHING_OF_HEALTH or OF_A_PERSON.search(told):
            found.append(ast.unparse(node))
    return found


def test_only_the_edges_log() -> None:
    allowed = tuple(f"src/quietmuscle/{folder}/" for folder in MAY_LOG)
    loud = [shown(path) for path in files_under(SRC, ".py") if brings_a_logger(tree_of(path))]
    assert [path for path in loud if not path.startswith(allowed)] == []


@pytest.mark.parametrize(
    "path", [path for folder in MAY_LOG for path in files_under(SRC / folder, ".py")], ids=shown
)
def test_log_lines_hold_ids_and_counts_only(path) -> None:
    assert doubtful(tree_of(path)) == []


@pytest.mark.parametrize(
    ("line", "is_doubtful"),
    [
        ("log.info('saved', episode_id=episode.id)", False),
        ("log.info('saved', note=episode.note)", True),
        ("log.info(f'saved {episode}')", True),
        ("log.warning('saved %s', episode)", True),
        ("log.info('saved', **values)", True),
        ("log.info('saved', kind=episode.kind)", True),
        ("structlog.get_logger().error('lost', sites=sites)", True),
    ],
)
def test_a_doubtful_line_is_found(line: str, is_doubtful: bool) -> None:
    code = f"import structlog\nlog = structlog.get_logger()\n{line}\n"
    assert brings_a_logger(ast.parse(code))
    assert bool(doubtful(ast.parse(code))) is is_doubtful
