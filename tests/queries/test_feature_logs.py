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

EACH = [(kinds, kind, word) for kinds in (FILE_KINDS, AI_KINDS)
        for kind, words in kinds.items() for word in words]  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    with sa.create_engine("duckdb://").connect() as connection:
        yield connection


def kind(connection: sa.Connection, name: str, kinds: Kinds) -> str:
    asked = sa.select(kind_of(sa.literal(name, sa.Text), kinds))
    return str(connection.scalar(asked))


@given(
    start=st.text(st.characters(codec="utf-8", exclude_characters="\0")), each=st.sampled_from(EACH)
)
def test_the_last_word_tells(
    connection: sa.Connection, start: str, each: tuple[Kinds, str, str]
) -> None:
    kinds, expected, word = each
    assert kind(connection, f"{start}.{word}", kinds) == expected
    assert kind(connection, f"{start}.bulk{word.title()}", kinds) == expected
    assert kind(connection, f"{start}.x{word}", kinds) == OTHER
    assert kind(connection, f"{start}.{word}2", kinds) == OTHER
    assert kind(connection, f"{word}.{start}.", kinds) == OTHER


@pytest.mark.parametrize("kinds", [FILE_KINDS, AI_KINDS])
def test_no_word_is_of_two_kinds(kinds: Kinds) -> None:
    words = [word for words in kinds.values() for word in words]
    assert len(words) == len(set(words))
    assert OTHER not in kinds
