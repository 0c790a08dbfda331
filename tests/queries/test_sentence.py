"""The filter as one sentence."""

from __future__ import annotations

import pytest

from queries.filters import LogFilter
from queries.sentence import sentence
from tests.builders import utc

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("since", "until", "zone", "expected"),
    [
        (None, None, "UTC", "All logs (UTC)"),
        ("2026-10-01", None, "UTC", "Logs since 1 Oct 2026 (UTC)"),
        (None, "2026-11-01", "UTC", "Logs up to 31 Oct 2026 (UTC)"),
        ("2026-10-01", "2026-11-01", "UTC", "Logs from 1 Oct 2026 to 31 Oct 2026 (UTC)"),
        ("2026-10-01", "2026-10-02", "UTC", "Logs of 1 Oct 2026 (UTC)"),
        # whole days in London: of 24, 23 and 25 hours
        (
            "2026-09-30 23:00",
            "2026-10-31 00:00",
            LONDON,
            f"Logs from 1 Oct 2026 to 30 Oct 2026 ({LONDON})",
        ),
        ("2026-03-29 00:00", "2026-03-29 23:00", LONDON, f"Logs of 29 Mar 2026 ({LONDON})"),
        ("2026-10-24 23:00", "2026-10-26 00:00", LONDON, f"Logs of 25 Oct 2026 ({LONDON})"),
        # a day that begins at 01:00, for clocks skip its midnight
        (
            "2026-04-23 22:00",
            "2026-04-24 21:00",
            "Africa/Cairo",
            "Logs of 24 Apr 2026 (Africa/Cairo)",
        ),
        # no whole days
        (
            "2026-10-01",
            "2026-11-01",
            LONDON,
            f"Logs from 1 Oct 2026 01:00 to 1 Nov 2026 00:00 ({LONDON})",
        ),
        (
            "2026-10-01",
            "2026-10-01 12:30",
            "UTC",
            "Logs from 1 Oct 2026 00:00 to 1 Oct 2026 12:30 (UTC)",
        ),
        ("2026-10-01 09:00:05", None, "UTC", "Logs since 1 Oct 2026 09:00:05 (UTC)"),
        (None, "2026-10-01 09:00", "Asia/Kolkata", "Logs up to 1 Oct 2026 14:30 (Asia/Kolkata)"),
        ("2026-10-01", "2026-10-01", "UTC", "Logs of 1 Oct 2026 00:00 (UTC)"),
        # an hour that London's clocks show twice
        (
            "2026-10-25 00:53",
            "2026-10-25 01:08",
            LONDON,
            f"Logs from 25 Oct 2026 01:53 UTC+01:00 to 25 Oct 2026 01:08 UTC+00:00 ({LONDON})",
        ),
    ],
)
def test_the_window(since: str | None, until: str | None, zone: str, expected: str) -> None:
    filter = LogFilter(
        since=None if since is None else utc(since),
        until=None if until is None else utc(until),
        zone=zone,
    )
    assert sentence(filter) == expected


def test_everything_at_once() -> None:
    filter = LogFilter(
        since=utc("2026-10-01"),
        until=utc("2026-11-01"),
        categories=("app", "none"),
        log_types=("email.*", "sms.2fa"),
        apps=("Shop",),
        user="ann",
        session="5",
        device="u-1",
        ip="10.0.0.1",
        text="oops",
        keys=(("message_id", "m-1"),),
    )
    assert sentence(filter) == (
        "Logs from 1 Oct 2026 to 31 Oct 2026 (UTC), category Apps/Integrations or No category, "
        "log type email.* or sms.2fa, app Shop, user contains ann, session 5, device u-1, "
        "IP address 10.0.0.1, data contains «oops», message_id m-1"
    )


def test_what_contains_a_text_is_said_in_words() -> None:
    asked = LogFilter(log_types=("*login*", "email.*"), session="*71*", device="*")
    assert asked.words() == [
        "log type contains login or email.*",
        "session contains 71",
        "device *",
    ]
