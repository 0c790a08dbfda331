"""Questions on what one user, device or IP address has been doing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from queries.logs import Logs
from queries.question import question
from queries.subject import Subject, SubjectKind
from queries.time_line import COLUMNS, Cursor, time_line


@question(subject="Follow", codes=("B1",), columns=COLUMNS)
def user_activity(
    logs: Logs, *, user: str | None = None, limit: int | None = 200, after: Cursor | None = None
) -> sa.Select[Any]:
    """What has a user been doing?

    Every log of the `user`, without one those of the users that the filter asks for; also what was
    sent or done to them: logs of messages that name them as a recipient, and of changes to their
    account. The newest `limit` first (None: all); `after`, the moment and number of a row, goes on
    with those that follow it.
    """
    return time_line(_following(logs, "user", user), "user_email", limit, after)


@question(subject="Follow", codes=("B2",), columns=COLUMNS)
def device_activity(
    logs: Logs, *, device: str | None = None, limit: int | None = 200, after: Cursor | None = None
) -> sa.Select[Any]:
    """What has a device been doing?

    Every log of the `device`, without one those of the devices that the filter asks for. Of many
    logs, sign-ins above all, the device is not known. The newest `limit` first (None: all);
    `after`, the moment and number of a row, goes on with those that follow it.
    """
    return time_line(_following(logs, "device", device), "device", limit, after)


@question(subject="Follow", codes=("B3",), columns=COLUMNS)
def ip_activity(
    logs: Logs, *, ip: str | None = None, limit: int | None = 200, after: Cursor | None = None
) -> sa.Select[Any]:
    """What has an IP address been doing?

    Every log from the address `ip`, without one those from the addresses that the filter asks for.
    Of many logs, sign-ins above all, the address is not known. The newest `limit` first (None:
    all); `after`, the moment and number of a row, goes on with those that follow it.
    """
    return time_line(_following(logs, "ip", ip), "ip", limit, after)


def _following(logs: Logs, kind: SubjectKind, value: str | None) -> Logs:
    if value is None:
        return logs
    return replace(logs, filter=Subject(kind, value).narrowing(logs.filter))
