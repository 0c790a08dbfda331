"""What is imported is declared, what is declared is explained and locked."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHIPPED = ("data", "queries", "pages")
DEVELOPMENT = ("tests", "benchmarks")


def text(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def normal(name: str) -> str:
    """A distribution's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(listing: str) -> set[str]:
    """The distributions that a requirements file or a lock names."""
    found = re.findall(r"^([A-Za-z][\w.-]*)", listing, flags=re.MULTILINE)
    return {normal(name) for name in found}


RUNTIME = names(text("requirements.txt"))
FOR_TESTS = names(text("requirements-dev.txt"))


def imported(folders: tuple[str, ...]) -> set[str]:
    """Top-level modules of others that the code of these folders and dashboard.py imports."""
    modules = set()
    for path in [
        PROJECT / "dashboard.py",
        *(p for f in folders for p in (PROJECT / f).rglob("*.py")),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    return modules - sys.stdlib_module_names - {*SHIPPED, *DEVELOPMENT, "dashboard"}


@pytest.mark.parametrize(
    ("folders", "declared"), [(SHIPPED, RUNTIME), (DEVELOPMENT, RUNTIME | FOR_TESTS)]
)
def test_imports_are_declared(folders: tuple[str, ...], declared: set[str]) -> None:
    distributions = packages_distributions()
    used = imported(folders)
    assert "duckdb" in used or "pytest" in used
    for module in used:
        assert {normal(name) for name in distributions[module]} & declared, module


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_declared_packages_are_locked_to_one_version(name: str) -> None:
    lock = text(f"{name}.lock")
    assert names(text(f"{name}.txt")) <= names(lock)
    for line in lock.splitlines():
        assert re.match(r"[\w.-]+==[\w.]+( |$)", line), line


def test_both_locks_agree() -> None:
    runtime, development = (
        {line.partition("#")[0].strip() for line in text(f"{name}.lock").splitlines()}
        for name in ("requirements", "requirements-dev")
    )
    shared = names("\n".join(runtime)) & names("\n".join(development))
    assert shared
    for name in shared:
        pins = [
            {line for line in lock if normal(line).startswith(f"{name}==")}
            for lock in (runtime, development)
        ]
        assert pins[0] == pins[1], name


def test_the_files_name_no_place_to_load_from() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements.lock"):
        assert "://" not in text(name)
    assert "://" not in text("requirements-dev.lock")


def test_every_dependency_is_explained() -> None:
    explained = {
        normal(name)
        for name in re.findall(r"^\| `([\w.-]+)", text("docs/dependencies.md"), flags=re.M)
    }
    assert explained == RUNTIME | FOR_TESTS
