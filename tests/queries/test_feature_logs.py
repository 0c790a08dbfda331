"""Log types told apart by their last word: any text can be one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from queries.ai import AI_KINDS
from queries.feature_logs import OTHER, Kinds, kind_of
from queries.files import FILE_KINDS

WORDS = [word for kinds in (FILE_KINDS, AI_KINDS) for words in kinds.values() for word in words]
PARTS = st.lists(st.sampled_from([*WORDS, ".", "_", "%", "\\", "\n", "x", "Create", ""]))


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    with sa.create_engine("duckdb://").connect() as connection:
        yield connection


@given(name=PARTS.map("".join) | PARTS.map(".".join))
def test_the_last_word_tells(connection: sa.Connection, name: str) -> None:
    for kinds in (FILE_KINDS, AI_KINDS):
        asked = sa.select(kind_of(sa.literal(name, sa.Text), kinds))
        assert connection.scalar(asked) == _kind(name, kinds)


def _kind(name: str, kinds: Kinds) -> str:
    _, dot, last = name.rpartition(".")
    return next((kind for kind, words in kinds.items() if dot and last in words), OTHER)


@pytest.mark.parametrize("kinds", [FILE_KINDS, AI_KINDS])
def test_no_word_is_of_two_kinds(kinds: Kinds) -> None:
    words = [word for words in kinds.values() for word in words]
    assert len(words) == len(set(words))
    assert OTHER not in kinds
