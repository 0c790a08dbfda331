"""The names under which fields come."""

from __future__ import annotations

import pytest

from data.sources.aliases import (
    CATEGORY_ALIASES,
    DATA_TEXT,
    FIELD_ALIASES,
    category_of,
    field_of,
    fold,
    rank,
)
from data.sources.raw import RAW_FIELDS


def test_every_field_is_in_the_table() -> None:
    assert tuple(FIELD_ALIASES) == RAW_FIELDS


def test_no_name_means_two_fields() -> None:
    names = [DATA_TEXT] + [n for field in RAW_FIELDS for n in (field, *FIELD_ALIASES[field])]
    folded = [fold(name) for name in names]
    assert len(folded) == len(set(folded))


@pytest.mark.parametrize("field", RAW_FIELDS)
def test_the_field_and_its_spellings(field: str) -> None:
    for name in (field, field.upper(), field.replace(".", "_"), f" {field} "):
        assert field_of(name) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Date", "createdAt"),
        ("Category", "user.type"),
        ("Log type", "type"),
        ("log-type", "type"),
        ("App", "app.name"),
        ("App ID", "appId"),
        ("User", "user.email"),
        ("user id", "userId"),
        ("Session ID", "sessionId"),
        ("Device ID", "sessionId"),
        ("Data", "data"),
        ("dataString", "data"),
        ("", None),
        ("colour", None),
    ],
)
def test_names_of_the_screen_and_others(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_the_own_name_is_surest_and_the_text_of_data_least() -> None:
    names = ["dataString", "Payload", "DATA", "data"]
    assert sorted(names, key=lambda name: rank(name, "data")) == names[::-1]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Apps/Integrations", "app"),
        ("app actions", "appAction"),
        ("APPACTION", "appAction"),
        ("Fliplet Studio/Viewer", "studio"),
        ("studio", "studio"),
        (" new kind ", "new kind"),
        (" ", None),
    ],
)
def test_categories(text: str, category: str | None) -> None:
    assert category_of(text) == category


def test_no_name_means_two_categories() -> None:
    names = [fold(n) for kind, others in CATEGORY_ALIASES.items() for n in {kind, *others}]
    assert len(names) == len(set(names))
