"""Numbers, times and other people's text as words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared import words
from tests.builders import utc

LONDON = "Europe/London"
NASTY = "**x** <img src=x onerror=1> [a](b) :red[x]"


@pytest.mark.parametrize(
    ("value", "one", "text"),
    [(0, "log", "0 logs"), (1, "log", "1 log"), (1204, "log", "1,204 logs")],
)
def test_counts(value: int, one: str, text: str) -> None:
    assert words.counted(value, one) == text


def test_a_moment_is_told_by_the_clock_of_the_zone() -> None:
    assert words.clock(utc("2026-11-01 20:05"), "Asia/Kolkata") == "2 Nov 2026 01:35"


def test_a_time_that_the_clock_shows_twice_is_told_with_its_offset() -> None:
    first, second = utc("2026-10-25 00:30"), utc("2026-10-25 01:30")
    assert words.clock(first, LONDON) == "25 Oct 2026 01:30 UTC+01:00"
    assert words.clock(second, LONDON) == "25 Oct 2026 01:30 UTC+00:00"
    assert words.clock(utc("2026-10-25 02:00"), LONDON) == "25 Oct 2026 02:00"
    assert words.clock(utc("2026-03-29 01:30"), LONDON) == "29 Mar 2026 02:30"


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2026-11-19 21:37", "2026-11-19 22:11", "19 Nov 2026 21:37 to 22:11"),
        ("2026-11-19 21:37:01", "2026-11-19 21:37:59", "19 Nov 2026 21:37"),
        ("2026-11-19 21:37", "2026-11-20 21:37", "19 Nov 2026 21:37 to 20 Nov 2026 21:37"),
        ("2026-10-25 00:53", "2026-10-25 01:08", "25 Oct 2026 01:53 UTC+01:00 to 01:08 UTC+00:00"),
        ("2026-10-25 00:30", "2026-10-25 01:30", "25 Oct 2026 01:30 UTC+01:00 to 01:30 UTC+00:00"),
        ("2026-10-24 23:30", "2026-10-25 00:30", "25 Oct 2026 00:30 UTC+01:00 to 01:30 UTC+01:00"),
    ],
)
def test_a_span_is_told_by_the_clock_of_the_zone(first: str, last: str, span: str) -> None:
    assert words.clock_span(utc(first), utc(last), LONDON) == span


def test_a_zone_is_told_with_its_distance_at_that_time() -> None:
    assert words.zone_words("Europe/London", utc("2026-07-01")) == "Europe/London (UTC+01:00)"
    assert words.zone_words("America/St_Johns", utc("2026-01-01")) == "America/St Johns (UTC-03:30)"
    assert words.zone_words("UTC", utc("2026-01-01")) == "UTC"


def test_text_is_cut_with_an_ellipsis() -> None:
    assert words.shortened("abcdef", 4) == "abc…"
    assert words.shortened("abcd", 4) == "abcd"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (NASTY, f"`{NASTY}`"),
        ("a`b", "``a`b``"),
        ("`a``", "``` `a`` ```"),
        ("two\nlines", "`two lines`"),
        ("", ""),
        (":material/home:", ":material/home:".join("``").replace(":m", ":\u2060m")),
    ],
)
def test_code_spans(text: str, span: str) -> None:
    assert words.code(text) == span


@given(st.text())
def test_nothing_in_a_text_ends_its_code_span(text: str) -> None:
    span = words.code(text)
    if not span:
        assert not text.split()
        return
    fence = re.match("`+", span).group()  # type: ignore[union-attr]  # a span begins so
    inner = span[len(fence) : -len(fence)]
    runs = {len(run) for run in re.findall("`+", inner)}
    assert span.endswith(fence)
    assert len(fence) not in runs
    assert not inner.startswith("`")
    assert not inner.endswith("`")
    assert "\n" not in inner


class Reader(HTMLParser):
    """What a browser would make of some HTML: its tags and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("escape", [words.html, words.figure])
@given(text=st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_html_shows_the_text_and_no_element(escape: object, text: str) -> None:
    for given_text in (text, NASTY):
        reader = Reader()
        reader.feed(escape(given_text))  # type: ignore[operator]  # a parameter
        reader.close()
        assert (reader.tags, reader.text) == ([], given_text)


def test_a_cell_that_is_a_button_shows_no_icon() -> None:
    assert ":material/delete:" not in words.cell(":material/delete: :red[x]")
    assert words.cell("a*b_c $d$ <b>") == "a*b_c $d$ <b>"
