"""Bytes of any encoding become UTF-8."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.encoding import Utf8Stream, to_text, to_utf8
from data.sources.streams import plain_stream
from tests.data.sources.build import UNHURRIED


def _through(raw: bytes, size: int) -> bytes:
    stream = Utf8Stream(plain_stream(io.BytesIO(raw)))
    return b"".join(iter(lambda: stream.read(size), b""))


@UNHURRIED
@given(
    text=st.text(st.characters(codec="utf-8"), max_size=50),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    size=st.integers(1, 2000),
)
def test_what_is_marked_comes_through(text: str, encoding: str, size: int) -> None:
    raw = ("id," + text).encode(encoding)
    assert _through(raw, size).decode() == "id," + text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_zeros(encoding: str) -> None:
    assert _through("id,created Zürich →".encode(encoding), 7).decode() == "id,created Zürich →"


def test_utf_16_cut_inside_a_character() -> None:
    assert _through("\ufeffid,é".encode("utf-16-le")[:-1], 5).decode() == "id,\ufffd"


@UNHURRIED
@given(raw=st.binary(max_size=60))
def test_all_bytes_are_some_text(raw: bytes) -> None:
    assert to_utf8(raw).decode() == to_text(raw)
    assert to_utf8(to_utf8(raw)) == to_utf8(raw)


@UNHURRIED
@given(text=st.text(st.characters(codec="utf-8")))
def test_valid_utf_8_stays_as_it_is(text: str) -> None:
    assert to_text(text.encode()) == text


def test_other_bytes_are_windows_1252() -> None:
    assert to_text("Zürich → ".encode() + "Zürich €".encode("cp1252")) == "Zürich → Zürich €"
    assert to_text(b"\x81\x9d") == "\x81\x9d"
    assert to_text(b"cut \xe2\x80\n") == "cut â€\n"
