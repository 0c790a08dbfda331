"""Tiny builders of stores: logs in a few words, loaded through the real loader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data.engine import Store
from data.load import load_batches
from tests.raw_records import batch_of, record

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
"""The clock of tests that need one."""

Log = dict[str, Any]


def utc(text: str) -> datetime:
    """A moment in UTC: "2026-10-01", "2026-10-01 10:30", "2026-10-01 10:30:00.5"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def log(
    at: str,
    log_type: str = "app.view",
    *,
    user: str | None = None,
    acting: str | None = None,
    app_id: int | None = None,
    app: str | None = None,
    category: str | None = "app",
    session: int | None = None,
    data: Mapping[str, Any] | str | None = None,
    **fields: Any,
) -> Log:
    """A raw log written at a moment in UTC. `acting` is the Studio user who acted as `user`."""
    if acting is not None:
        assert not isinstance(data, str)
        data = {**(data or {}), "_studioUser": {"email": acting}}
    if isinstance(data, Mapping):
        data = json.dumps(data, ensure_ascii=False)  # as JavaScript writes it
    return record(
        log_type,
        utc(at),
        user_email=user,
        user_type=category,
        appId=app_id,
        app_name=app,
        sessionId=session,
        data=data,
        **fields,
    )


def push(at: str, *, success: int, failure: int, **fields: Any) -> Log:
    """A push notification with the devices it was accepted for and failed for."""
    result = [{"method": "apn", "success": success, "failure": failure, "message": []}]
    return log(at, "pushNotification.send", data={"result": result}, **fields)


def load(store: Store, *logs: Log) -> Store:
    """Load logs as one batch; those without an id get 1, 2, 3 … in the order given."""
    numbered = [{"id": number, **row} for number, row in enumerate(logs, start=1)]
    load_batches(store, [batch_of(*numbered)], source="test")
    return store
