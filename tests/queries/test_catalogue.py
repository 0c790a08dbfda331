"""What holds for the registry of questions: documentation, names and modules."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import queries
from data.errors import UnknownQuestion
from queries.catalogue import MODULES
from queries.question import Column, Question, find, question, registered


@pytest.mark.parametrize("asked", registered(), ids=lambda asked: str(asked.name))
def test_questions_are_documented(asked: Question) -> None:
    assert asked.title.endswith("?")
    assert asked.columns
    assert all(column.meaning.endswith((".", "…")) for column in asked.columns)
    assert len({column.name for column in asked.columns}) == len(asked.columns)
    for option in asked.options:
        assert f"`{option}`" in asked.explanation
    assert find(asked.name.upper()) is asked


def test_registering_twice_is_refused() -> None:
    column = Column("logs", "count", "Logs.")

    def logs_by_day(logs: object) -> Any:
        """Is this name taken?"""

    with pytest.raises(ValueError, match="logs_by_day is registered already"):
        question(subject="Test", columns=[column])(logs_by_day)

    def brand_new(logs: object) -> Any:
        """No question here."""

    with pytest.raises(ValueError, match="must end in"):
        question(subject="Test", columns=[column])(brand_new)


def test_questions_are_found_by_name_and_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.question._registry", {})

    def who_was_added(logs: object, *, limit: int = 3) -> Any:
        """Who was added?

        And who was not.
        """

    columns = [Column("user", "text", "The user.")]
    question(subject="Test", columns=columns, codes=["S1", "S2"])(who_was_added)
    (asked,) = registered()
    assert find("WHO_was_added") is find("s1") is find("S2") is asked
    assert (asked.title, asked.explanation) == ("Who was added?", "And who was not.")
    assert asked.options == {"limit": 3}

    def another(logs: object) -> Any:
        """Is this code taken?"""

    with pytest.raises(ValueError, match="s2 is registered already"):
        question(subject="Test", columns=columns, codes=["s2"])(another)


def test_unknown_questions_are_told() -> None:
    with pytest.raises(UnknownQuestion, match="no question is called 'nonsense'"):
        find("nonsense")


def modules() -> list[Path]:
    return sorted(Path(queries.__file__).parent.glob("*.py"))


def imported_by(path: Path) -> set[str]:
    """Full names of what a module imports, `a.b` for `from a import b` too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


TABLELESS = {"data", "data.columns", "data.errors", "data.key_path"}
"""What questions may read of the package below: names, types and errors, no way to a row."""


def test_no_question_has_another_way_to_a_table() -> None:
    """Scope and filter are applied in `Logs`, so nothing else may name a table or open a store."""
    schema = {path.stem for path in modules() if "data.schema" in imported_by(path)}
    # The pack tells which imports brought the logs; it is no question.
    assert schema <= {"logs", "run", "export", "evidence_pack"}
    for module in MODULES:
        path = Path(str(module.__file__))
        data = {name for name in imported_by(path) if name.split(".")[0] == "data"}
        assert {".".join(name.split(".")[:2]) for name in data} <= TABLELESS
        source = path.read_text(encoding="utf-8")
        assert "sa.text(" not in source
        assert "sa.table(" not in source
        assert "literal_column(" not in source


def test_every_module_with_questions_is_in_the_catalogue() -> None:
    asking = {path.stem for path in modules() if "queries.question.question" in imported_by(path)}
    assert asking == {module.__name__.removeprefix("queries.") for module in MODULES}
