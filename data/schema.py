"""The tables of a store, the same on every engine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from clickhouse_connect.cc_sqlalchemy.ddl.tableengine import MergeTree

from data.columns import LOG_COLUMNS, Kind

SCHEMA_VERSION = 7
"""Raised with every change of the tables that `migrate.py` must carry out."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC: aware in, aware out, microseconds kept, naive refused.

    Stored as a plain timestamp, on ClickHouse as `DateTime64(6, 'UTC')`.
    """

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        if dialect.name == "clickhousedb":
            from clickhouse_connect.cc_sqlalchemy.datatypes.sqltypes import DateTime64

            return dialect.type_descriptor(DateTime64(6, "UTC"))
        return dialect.type_descriptor(sa.DateTime())

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        value = value.astimezone(UTC)
        return value if dialect.name == "clickhousedb" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


_TYPES: dict[Kind, type[sa.types.TypeEngine[Any]]] = {
    "text": sa.Text,
    "integer": sa.BigInteger,
    "time": UtcDateTime,
}

metadata = sa.MetaData()

logs = sa.Table(
    "logs",
    metadata,
    *(
        sa.Column(c.name, _TYPES[c.kind](), nullable=c.name not in {"id", "created_at", "log_type"})
        for c in LOG_COLUMNS
    ),
    MergeTree(order_by=("created_at", "id")),
    comment="One row a log. Columns: columns.py.",
)

push_results = sa.Table(
    "push_results",
    metadata,
    sa.Column("log_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("success", sa.BigInteger, nullable=False),
    sa.Column("failure", sa.BigInteger, nullable=False),
    MergeTree(order_by=("created_at", "log_id")),
    comment="Push results per log, method and error code. A method's successes are on its row "
    "without error; failures whose code the source does not give have the error 'not given'.",
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("log_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("log_type", sa.Text, nullable=False),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("user_email", sa.Text),
    sa.Column("message_id", sa.Text),
    sa.Column("recipient", sa.Text),
    sa.Column("domain", sa.Text),
    sa.Column("subject", sa.Text),
    sa.Column("triggered", sa.BigInteger, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("outcome_at", UtcDateTime),
    sa.Column("outcome_ms", sa.BigInteger),
    sa.Column("delivery_ms", sa.BigInteger),
    sa.Column("reason", sa.Text),
    sa.Column("first_at", UtcDateTime, nullable=False),
    sa.Column("last_at", UtcDateTime, nullable=False),
    MergeTree(order_by=("created_at", "log_id")),
    comment="One row an email and recipient (rules: data/deliveries.py). log_id, created_at, "
    "category, log_type, app and user are those of its trigger; triggered is 0 where the trigger "
    "is not in the data: then they are those of its first status. outcome: delivered, bounced, "
    "rejected, complaint, delayed, or null while there is no status; reason goes with it. "
    "outcome_ms, delivery_ms: from the trigger to the outcome and to the delivery; null without "
    "a trigger and while it is delayed. first_at, last_at: all logs of its message.",
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.BigInteger, nullable=False),
    sa.Column("companion_id", sa.BigInteger),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("log_type", sa.Text, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("user_email", sa.Text),
    sa.Column("user_id", sa.BigInteger),
    sa.Column("studio_user_email", sa.Text),
    sa.Column("ip", sa.Text),
    sa.Column("device", sa.Text),
    sa.Column("succeeded", sa.BigInteger, nullable=False),
    sa.Column("failed", sa.BigInteger, nullable=False),
    sa.Column("first", sa.BigInteger, nullable=False),
    sa.Column("sso", sa.BigInteger, nullable=False),
    sa.Column("run_from", UtcDateTime, nullable=False),
    sa.Column("run_until", UtcDateTime, nullable=False),
    MergeTree(order_by=("created_at", "id")),
    comment="One row an attempt to log in (rules: data/attempts.py). id, created_at, log_type: the "
    "log that tells how it ended; companion_id: the user.login beside it. category, app, user, ip, "
    "device: what the former says, else the latter. One of succeeded, failed, first, sso is 1. "
    "run_from, run_until: the login logs of the user around it, each within 2 seconds of the next.",
)

hourly_logs = sa.Table(
    "hourly_logs",
    metadata,
    sa.Column("hour", UtcDateTime, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("log_type", sa.Text, nullable=False),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("logs", sa.BigInteger, nullable=False),
    sa.Column("push_success", sa.BigInteger, nullable=False),
    sa.Column("push_failure", sa.BigInteger, nullable=False),
    MergeTree(order_by=("hour",)),
    comment="Prepared counts. Several rows may share a key: sum them.",
)

hourly_users = sa.Table(
    "hourly_users",
    metadata,
    sa.Column("hour", UtcDateTime, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("user_email", sa.Text, nullable=False),
    sa.Column("logs", sa.BigInteger, nullable=False),
    MergeTree(order_by=("hour",)),
    comment="Prepared counts per user. Several rows may share a key: sum them.",
)

log_spans = sa.Table(
    "log_spans",
    metadata,
    sa.Column("category", sa.Text),
    sa.Column("log_type", sa.Text, nullable=False),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("logs", sa.BigInteger, nullable=False),
    sa.Column("first_at", UtcDateTime, nullable=False),
    sa.Column("last_at", UtcDateTime, nullable=False),
    MergeTree(order_by=("log_type",)),
    comment="Prepared counts of all time with the first and last moment. Several rows may share a "
    "key: sum them.",
)

session_parts = sa.Table(
    "session_parts",
    metadata,
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("last_at", UtcDateTime, nullable=False),
    sa.Column("analytics_session", sa.Text, nullable=False),
    sa.Column("category", sa.Text),
    sa.Column("app_id", sa.BigInteger),
    sa.Column("app_name", sa.Text),
    sa.Column("user_email", sa.Text),
    sa.Column("studio_user_email", sa.Text),
    sa.Column("device", sa.Text),
    sa.Column("platform", sa.Text),
    sa.Column("os", sa.Text),
    sa.Column("logs", sa.BigInteger, nullable=False),
    sa.Column("page_views", sa.BigInteger, nullable=False),
    sa.Column("app_views", sa.BigInteger, nullable=False),
    sa.Column("entry_at", UtcDateTime),
    sa.Column("entry", sa.Text),
    sa.Column("exit_at", UtcDateTime),
    sa.Column("exit", sa.Text),
    MergeTree(order_by=("created_at",)),
    comment="Prepared parts of analytics sessions: logs of one session with the same category, "
    "app, users, device, platform and os. created_at, last_at: the first and last of them. "
    "page_views, app_views: those of the types app.analytics.pageView and app.view; entry, exit: "
    "the number, else the title, of the first and last screen they name. Several rows may share a "
    "key: put them together.",
)

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("id", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("read", sa.BigInteger, nullable=False),
    sa.Column("new", sa.BigInteger, nullable=False),
    sa.Column("duplicate", sa.BigInteger, nullable=False),
    sa.Column("rejected", sa.BigInteger, nullable=False),
    sa.Column("credentials", sa.BigInteger, nullable=False),
    sa.Column("first_batch", sa.BigInteger),
    sa.Column("last_batch", sa.BigInteger),
    sa.Column("first", UtcDateTime),
    sa.Column("last", UtcDateTime),
    MergeTree(order_by=("id",)),
    comment="One row an import. kind: logs or demo. state: running, done, failed, "
    "interrupted or removed (its logs are gone again). "
    "read = new + duplicate + rejected. credentials: values replaced at the door. first_batch, "
    "last_batch: the batches it committed. first, last: times of the logs read.",
)

rejects = sa.Table(
    "rejects",
    metadata,
    sa.Column("import_id", sa.BigInteger, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("line", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    MergeTree(order_by=("import_id", "line")),
    comment="Records that could not be read, with their text; credentials replaced.",
)

saved_views = sa.Table(
    "saved_views",
    metadata,
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("shared", sa.BigInteger, nullable=False),
    sa.Column("deleted", sa.BigInteger, nullable=False),
    sa.Column("saved_at", sa.Text, nullable=False),
    MergeTree(order_by=("number",)),
    comment="Views that people saved: a page with its URL parameters (query, a JSON object of "
    "lists), saved_at in ISO 8601. Of the rows of one id the one with the highest number holds.",
)

view_choices = sa.Table(
    "view_choices",
    metadata,
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("view_id", sa.Text, nullable=False),
    sa.Column("pinned", sa.BigInteger, nullable=False),
    sa.Column("opens_first", sa.BigInteger, nullable=False),
    MergeTree(order_by=("number",)),
    comment="What one person made of a view. Of the rows of one person and view the one with the "
    "highest number holds.",
)

store_facts = sa.Table(
    "store_facts",
    metadata,
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    MergeTree(order_by=("name",)),
    comment="schema_version and other facts of the store itself.",
)
