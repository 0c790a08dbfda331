"""Prepared tables give the answer that the rows give, whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.sql import visitors

from data.access import OWNER, Viewer
from data.engine import Store
from data.load import load_batches
from queries.question import find, registered
from queries.run import current_batch, run, select_for
from tests.builders import Log, log, push
from tests.queries.clickhouse import ClickHouse
from tests.queries.conftest import MakeStore
from tests.queries.strategies import FIRST, filters_that_match
from tests.raw_records import batch_of

NAMES = [asked.name for asked in registered()]
VIEWERS = st.sampled_from([OWNER, OWNER, Viewer("publisher", frozenset({1}))])
TYPES = (
    "user.login",
    "user.login.failed",
    "user.login.sso",
    "user.login.first",
    "email.bounced",
    "email.rejected",
    "email.delivered",
    "email.communicate",
    "app.view",
    "ai.image",
    "mediaFile.create",
    "mediaFile.update",
    "mediaFile.remove",
    "mediaFile.restore",
    "app.analytics.pageView",
    "app.analytics.event",
    "app.publish",
    "app.publish.web.create",
    "app.publish.web.remove",
    "app.page.update",
    "app.settings.update",
    "app.submission.build",
    "app.submission.report",
)


def random_logs(seed: int, count: int) -> Iterator[Log]:
    dice = random.Random(seed)
    for number in range(1, count + 1):
        at = FIRST + timedelta(
            seconds=dice.choice([dice.random() * 10 * 86400, 3600 * number % 800000])
        )
        fields: dict[str, Any] = {
            "id": number,
            "app_id": dice.choice([None, 1, 1, 2]),
            "app": dice.choice([None, "Shop", "Shop, renamed", "None"]),
            "category": dice.choice([None, "app", "studio"]),
            "user": dice.choice([None, "ann@x.com", "bob@x.com", f"u{dice.randrange(9)}@x.com"]),
            "session": dice.choice([None, 5, 11, 12]),
        }
        when = at.strftime("%Y-%m-%d %H:%M:%S.%f")
        if dice.random() < 0.1:
            yield push(when, success=dice.randrange(9), failure=dice.randrange(4), **fields)
        else:
            acting = dice.choice([None, None, "stu@x.com"])
            data: dict[str, Any] = {"text": dice.choice(["é", "100%", "x"])}
            data |= {"mediaFileId": number % 7, "mediaFolderId": dice.randrange(3)}
            data |= {"category": dice.choice(["list", None]), "action": "open"}
            if number % 3:
                data |= {"messageId": f"m-{number % 40}", "to": dice.choice(["a@x.com", "b@y.com"])}
            if number % 4:
                data |= {"_analyticsSessionId": f"s-{number % 60}", "_pageId": dice.choice([7, 8])}
                data |= {"appSubmissionId": str(number % 7), "slug": f"s-{number % 5}"}
            yield log(when, dice.choice(TYPES), acting=acting, data=data, **fields)


@pytest.fixture(scope="module")
def store(embedded: MakeStore) -> Store:
    """500 logs, of which 40 were superseded by other users, apps, types and times."""
    store = embedded(*random_logs(1, 500))
    newer = [
        row | {"updatedAt": row["updatedAt"] + timedelta(days=30)} for row in random_logs(2, 40)
    ]
    load_batches(store, [batch_of(*newer)], source="newer")
    with store.duckdb() as connection:
        taken_back = connection.execute(
            "SELECT count(*) FROM hourly_users WHERE logs < 0"
        ).fetchone()
    assert taken_back is not None
    assert taken_back[0] > 0
    return store


def options_of(name: str, dice: random.Random) -> dict[str, Any]:
    if "unit" in find(name).options:
        return {"unit": dice.choice(["day", "week", "month"])}
    if name in {"busiest_apps", "busiest_users"}:
        return {"limit": dice.choice([1, 3, None])}
    if name in {"thread", "thread_figures", "thread_missing"}:
        return {"value": f"m-{dice.randrange(40)}"}
    if name == "facets":
        return {"column": dice.choice(["app", "app_id", "category", "log_type", "user_email"])}
    if name == "data_key_values":
        return {"path": dice.choice(["text", "to", "_studioUser.email"])}
    if name in {"new_data_keys", "new_log_types"}:
        return {"batch": dice.choice([None, None, 2])}
    if name == "builds_over_time":
        return {"unit": dice.choice(["day", "week", "month"])}
    if name == "changes_between_publishes":
        return {"app": dice.choice([None, "1", "Sh*"])}
    if name == "publish_comparison":
        at = FIRST + timedelta(hours=dice.randrange(9 * 24), seconds=dice.choice([0, 1234]))
        return {"app": dice.choice(["1", "Sh*"]), "at": at, "days": dice.choice([1, 3])}
    if name == "push_of_error":
        return {"method": dice.choice([None, "apn", "gcm"])}
    return {"id": dice.randrange(500)} if name in {"record", "push_notification_parts"} else {}


def _prepared(name: str, asked: Any, viewer: Viewer, store: Store, options: dict[str, Any]) -> bool:
    """Whether the answer is made of anything but the logs themselves."""
    statement = select_for(find(name), asked, viewer, store, **options)
    tables = {part.name for part in visitors.iterate(statement) if isinstance(part, sa.Table)}
    return tables != {"logs"}


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(asked=filters_that_match(), viewer=VIEWERS, dice=st.randoms(use_true_random=False))
def test_prepared_equals_rows(
    store: Store, name: str, asked: Any, viewer: Viewer, dice: Any
) -> None:
    options = options_of(name, dice)
    if not _prepared(name, asked, viewer, store, options):
        return  # asked of the rows in any case
    prepared = run(name, asked, viewer, store=store, **options)
    rows = run(name, asked, viewer, store=store, use_prepared=False, **options)
    pd.testing.assert_frame_equal(prepared, rows)
    latest = run(name, asked, viewer, store=store, as_of=current_batch(store), **options)
    pd.testing.assert_frame_equal(prepared, latest)


@pytest.fixture(scope="module")
def copied(store: Store, clickhouse: ClickHouse) -> Store:
    return clickhouse.copy_of(store)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(NAMES),
    asked=filters_that_match(),
    viewer=VIEWERS,
    dice=st.randoms(use_true_random=False),
)
def test_engines_agree(
    store: Store, copied: Store, name: str, asked: Any, viewer: Viewer, dice: Any
) -> None:
    options = options_of(name, dice)
    here = run(name, asked, viewer, store=store, **options)
    there = run(name, asked, viewer, store=copied, **options)
    pd.testing.assert_frame_equal(here, there)
