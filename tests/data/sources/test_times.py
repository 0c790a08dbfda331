"""What texts mean as times, alone and among the others of their file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import times as times_module
from data.sources.time_text import readings
from data.sources.times import DateOrders, read_times
from tests.data.sources.build import UNHURRIED, WHEN, WHEN_READ, cells, contents, table

NOON = datetime(2022, 2, 14, 10, 26, 9, tzinfo=UTC)
MINUTE = NOON.replace(second=0)


def _read(*texts: str | None) -> tuple[list[datetime | None], dict[int, str]]:
    column = pa.array(texts, pa.string())
    read = read_times(column, DateOrders(lambda: [column]))
    assert read.values.type == pa.timestamp("us")
    return [v and v.replace(tzinfo=UTC) for v in read.values.to_pylist()], read.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-02-14T10:26:09.185Z", WHEN_READ),
        ("2022-02-14T10:26:09Z", NOON),
        ("2022-02-14T10:26:09", NOON),
        ("2022-02-14 10:26:09.185", WHEN_READ),
        ("2022-02-14 10:26", MINUTE),
        ("2022-02-14", NOON.replace(hour=0, minute=0, second=0)),
        ("2022-02-14T12:26:09+02:00", NOON),
        ("2022-02-14T04:56:09-0530", NOON),
        ("2022-02-14 10:26:09 UTC", NOON),
        ("2022-02-14T10:26:09.185123456Z", WHEN_READ.replace(microsecond=185123)),
        ("2022-02-14T10:26:09,185Z", WHEN_READ),
        (" 2022-02-14  10:26 ", MINUTE),
        ("2022/02/14 10:26", MINUTE),
        ("2022.2.14 10:26", MINUTE),
        ("14/02/2022 10:26", MINUTE),
        ("2/14/2022 10:26:09 AM", NOON),
        ("2/14/2022 10:26:09 pm", NOON.replace(hour=22)),
        ("2/14/2022 12:26:09 a.m.", NOON.replace(hour=0)),
        ("2/14/2022 12:26 PM", MINUTE.replace(hour=12)),
        ("2-14-22 10:26", MINUTE),
        ("14.02.2022 10:26", MINUTE),
        ("02.03.2022, 10:26", MINUTE.replace(month=3, day=2)),
        ("14.2.22 10:26", MINUTE),
        ("14-Feb-2022 10:26", MINUTE),
        ("14-Feb-22 10:26", MINUTE),
        ("14 February 2022 at 10:26", MINUTE),
        ("Feb 14, 2022, 10:26:09 AM", NOON),
        ("Feb 14, 2022, 10:26:09\u202fAM", NOON),
        ("Monday, February 14th, 2022 10:26", MINUTE),
        ("Mon, 14 Feb 2022 10:26:09 +0000", NOON),
        ("Mon, 14 Feb 2022 11:26:09 +0100", NOON),
        ("Mon Feb 14 2022 10:26:09 GMT+0000 (Coordinated Universal Time)", NOON),
        ("1644834369185", WHEN_READ),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("2200-12-31T23:59:59.999999Z", datetime(2200, 12, 31, 23, 59, 59, 999999, UTC)),
    ],
)
def test_forms_of_times(text: str, expected: datetime) -> None:
    assert _read(text) == ([expected], {})
    assert _read(WHEN, text, None, text)[0] == [WHEN_READ, expected, None, expected]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("soon", "is not a time"),
        (" ", "is not a time"),
        ("2022-02-30T10:00:00Z", "is not a time"),
        ("2022-02-14T24:00:00Z", "is not a time"),
        ("2022-02-14 13:00 PM", "is not a time"),
        ("30/30/2022", "is not a time"),
        ("14 Foo 2022", "is not a time"),
        ("1.64483E+12", "is not a time"),
        ("164483436", "is not a time"),
        ("44606.43", "is a spreadsheet's day number"),
        ("44606", "is a spreadsheet's day number"),
        ("1969-12-31T23:59:59Z", "is not within the years 1970 to 2200"),
        ("2201-01-01T00:00:00Z", "is not within the years 1970 to 2200"),
        ("0001-01-01 00:00", "is not within the years 1970 to 2200"),
        ("9999999999999", "is not within the years 1970 to 2200"),
        ("02/03/2022 10:00", "is ambiguous: 2 March or 3 February"),
        ("01/02/03", "is ambiguous: 1 February 2003 or 2 January 2003 or 3 February 2001"),
    ],
)
def test_what_is_no_time_says_why(text: str, problem: str) -> None:
    values, problems = _read(WHEN, text)
    assert values == [WHEN_READ, None]
    assert problems.keys() == {1}
    assert problems[1].startswith(f'"{text}" {problem}')


def test_long_texts_are_shortened() -> None:
    assert _read("x" * 500)[1] == {0: f'"{"x" * 60}…" is not a time'}


def test_one_telling_date_settles_the_order_for_its_file() -> None:
    day_first, month_first = "02/03/2022 10:00", "3/2/2022 10:00"
    second_of_march = datetime(2022, 3, 2, 10, tzinfo=UTC)
    assert _read(day_first, "14/02/2022 10:00")[0][0] == second_of_march
    assert _read(month_first, "2/14/2022 10:00")[0][0] == second_of_march


def test_dates_that_read_the_same_either_way_need_no_settling() -> None:
    assert _read("03/03/2022") == ([datetime(2022, 3, 3, tzinfo=UTC)], {})


def test_orders_that_contradict_each_other_settle_nothing() -> None:
    values, problems = _read("14/02/2022", "02/14/2022", "02/03/2022")
    assert values == [datetime(2022, 2, 14, tzinfo=UTC)] * 2 + [None]
    assert problems == {2: '"02/03/2022" is ambiguous: 2 March or 3 February'}


def test_each_style_of_dates_is_settled_by_itself() -> None:
    values, problems = _read("14/02/2022", "02-03-2022", "02/03/2022")
    assert values[2] == datetime(2022, 3, 2, tzinfo=UTC)
    assert problems.keys() == {1}


def test_the_telling_date_may_stand_anywhere_in_the_file() -> None:
    """It is in the last row of a file of many batches, and in the other column of times."""
    rows = [cells(id=str(n), createdAt="02/03/2022 10:00") for n in range(300)]
    rows.append(cells(id="300", createdAt=WHEN, updatedAt="14/02/2022"))
    read = contents(table(*rows), batch_bytes=1000)
    assert read.batches > 5
    assert set(read.column("createdAt")[:300]) == {datetime(2022, 3, 2, 10, tzinfo=UTC)}
    assert not read.rejects


def test_without_a_telling_date_the_rows_are_refused() -> None:
    read = contents(table(cells(createdAt="02/03/2022 10:00"), cells(id="2")))
    assert read.column("id") == ["2"]
    assert read.reasons == [(2, 'createdAt "02/03/2022 10:00" is ambiguous: 2 March or 3 February')]


def test_iso_times_need_no_second_look() -> None:
    def never() -> list[Any]:
        raise AssertionError("the file was gone through a second time")

    column = pa.array([WHEN, "2022-02-14 10:26", "14/02/2022", None])[0:2]
    assert not read_times(column, DateOrders(never)).problems


_MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2200, 12, 30)).map(  # noqa: DTZ001 - UTC
    lambda when: when.replace(tzinfo=UTC)
)


def _iso(when: datetime, hours: int) -> str:
    shifted = when + timedelta(hours=hours)
    return f"{shifted:%Y-%m-%dT%H:%M:%S.%f}{'+' if hours >= 0 else '-'}{abs(hours):02}:00"


@UNHURRIED
@given(when=_MOMENTS, hours=st.integers(-12, 14))
def test_the_engine_and_the_patterns_agree_on_iso(when: datetime, hours: int) -> None:
    text = _iso(when, hours)
    engine = times_module._all_iso(pa.array([text]))
    assert engine is not None
    assert engine.cast(pa.int64()).to_pylist() == _alone(text)
    assert engine.to_pylist()[0].replace(tzinfo=UTC) == when


_NEARLY_ISO = st.from_regex(
    r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9](:[0-6][0-9](:[0-6][0-9](\.[0-9]{1,9})?)?)?"
    r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?",
    fullmatch=True,
)


@UNHURRIED
@given(text=_NEARLY_ISO)
def test_what_the_engine_reads_the_patterns_read_alike(text: str) -> None:
    engine = times_module._all_iso(pa.array([text]))
    if engine is not None:
        assert engine.cast(pa.int64()).to_pylist() == _alone(text)


def _alone(text: str) -> list[int]:
    reading = readings(text)
    assert reading is not None
    return list(reading.by_order.values())
