"""Email deliveries: what became of each message at each recipient, kept with the rows.

A message is the logs `email.*` that share a `message_id`; a log without one is a message by
itself. A delivery is a message at one recipient that any of its logs names (several where
`recipient` is a JSON list, or text such as `Ann <ann@x.com>, bob@x.com`), or the message alone
where none names any.

- A log whose type ends in a word of `STATUSES` is a status; those of `TRIGGERS` are triggers. Any
  other `email.*` says nothing of a delivery.
- The trigger of a delivery is the message's first that names the recipient, else the first that
  names nobody, else the first of all: a copy can go to somebody whom the trigger does not name.
- A status that names nobody tells of the message at each of its recipients.
- The outcome is the latest status other than `delayed`, else `delayed`, else none yet. A complaint
  comes from somebody who got the email, so `delivered` does not take its place, whenever it comes.
  Of statuses of one moment the graver counts: complaint, bounced, rejected, delivered.

When logs arrive, and in which order, does not matter.
"""

from __future__ import annotations

import duckdb

STATUSES = ("delayed", "delivered", "rejected", "bounced", "complaint")
"""Last words of the types of status logs, the gravest last."""

TRIGGERS = ("email.communicate", "email.dataSourceHook", "email.validate")
"""Types of logs by which a message is sent."""

_SENT = ", ".join(f"'{name}'" for name in TRIGGERS)
_WORDS = "[" + ", ".join(f"'{word}'" for word in STATUSES) + "]"
_OF_LOG = "coalesce('m' || message_id, 'l' || id)"
_OF_DELIVERY = "coalesce('m' || message_id, 'l' || log_id)"
_ADDRESSES = r"""
    CASE WHEN regexp_matches(name, '[\s,;<{{]') AND contains(name, '@')
        THEN regexp_extract_all(name, '[^\s,;:<>(){{}}"\[\]]+@[^\s,;:<>(){{}}"\[\]]+')
        ELSE [trim(name)] END"""
_STATUS = "{{word: word, moment: created_at, reason: reason}}"
_LATEST = "(word <> 'delayed', created_at, gravity, id)"

_LINKED = f"""
WITH email AS (
    SELECT *, {_OF_LOG} AS key, split_part(log_type, '.', -1) AS word,
        coalesce(list_position({_WORDS}, word), 0) AS gravity, gravity > 0 AS told,
        list_distinct(list_filter(flatten(list_transform(coalesce(
            CASE WHEN starts_with(recipient, '[') THEN TRY(from_json(recipient, '["VARCHAR"]')) END,
            [recipient]), lambda name: {_ADDRESSES})), lambda name: name <> '')) AS names
    FROM {{rows}} AS logs WHERE log_type IN ({_SENT})
        OR (log_type LIKE 'email.%' AND list_contains({_WORDS}, split_part(log_type, '.', -1)))
), one_each AS (
    SELECT * EXCLUDE (names, recipient), unnest(names) AS recipient, 0 AS distance FROM email
), nobody AS (
    SELECT * EXCLUDE (names, recipient) FROM email WHERE len(names) = 0
), addressed AS (
    SELECT DISTINCT key, recipient FROM one_each
    UNION ALL
    SELECT DISTINCT key, NULL FROM nobody WHERE key NOT IN (SELECT key FROM one_each)
), first_triggers AS (
    SELECT * FROM one_each WHERE NOT told
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY created_at, id) = 1
), linked AS (
    SELECT * FROM one_each
    UNION ALL BY NAME
    SELECT nobody.*, addressed.recipient, 1 AS distance FROM nobody JOIN addressed USING (key)
    UNION ALL BY NAME
    SELECT first_triggers.* EXCLUDE (recipient, distance), addressed.recipient, 2 AS distance
    FROM first_triggers JOIN addressed USING (key)
)"""

_COUNTED = f"""
{_LINKED}, grouped AS (
    SELECT key, recipient,
        arg_min(
            {{{{id: id, moment: created_at, category: category, log_type: log_type, app_id: app_id,
              app_name: app_name, user_email: user_email, message_id: message_id}}}},
            (told, CASE WHEN told THEN 0 ELSE distance END, created_at, id)
        ) AS log,
        arg_min(subject, (told, distance, created_at, id)) FILTER (subject IS NOT NULL) AS subject,
        bool_or(NOT told) AS triggered,
        arg_max({_STATUS}, {_LATEST}) FILTER (told) AS last,
        arg_max({_STATUS}, {_LATEST}) FILTER (word = 'complaint') AS complaint,
        min(created_at) FILTER (word = 'delivered') AS delivered_at
    FROM linked GROUP BY key, recipient
), spans AS (
    SELECT key, min(created_at) AS first_at, max(created_at) AS last_at FROM email GROUP BY key
), final AS (
    SELECT *, CASE WHEN last.word = 'delivered' AND complaint IS NOT NULL THEN complaint
        ELSE last END AS status
    FROM grouped JOIN spans USING (key)
)
SELECT log.id AS log_id, log.moment AS created_at, log.category AS category,
    log.log_type AS log_type, log.app_id AS app_id, log.app_name AS app_name,
    log.user_email AS user_email, log.message_id AS message_id, recipient,
    nullif(regexp_extract(recipient, '@([^@\\s>]+)>?$', 1), '') AS domain, subject,
    CAST(triggered AS BIGINT) AS triggered, status.word AS outcome, status.moment AS outcome_at,
    CASE WHEN triggered AND status.word <> 'delayed'
        THEN date_diff('millisecond', log.moment, status.moment) END AS outcome_ms,
    CASE WHEN triggered AND status.word IN ('delivered', 'complaint')
        THEN date_diff('millisecond', log.moment, delivered_at) END AS delivery_ms,
    status.reason AS reason, first_at, last_at
FROM final
"""


def counting(rows: str) -> str:
    """The SQL that makes the deliveries, in the columns of the table, of a table of log rows."""
    return _COUNTED.format(rows=rows)


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all deliveries anew, in the transaction of the connection."""
    connection.execute("DELETE FROM deliveries")
    connection.execute(f"INSERT INTO deliveries BY NAME {counting('logs')}")


def refresh(connection: duckdb.DuckDBPyConnection, changed: str) -> None:
    """Make anew the deliveries of the messages of which log rows came or went.

    `changed` is a table or subquery of those rows. Of the stored logs only the time in which these
    messages have logs is read, which is short even in a large store.
    """
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT {_OF_LOG} AS key, "
        "min(created_at) AS first_at, max(created_at) AS last_at "
        f"FROM {changed} AS logs WHERE log_type LIKE 'email.%' GROUP BY ALL"
    )
    span = connection.execute(
        "SELECT min(first_at), max(last_at) FROM (FROM touched UNION ALL BY NAME "
        f"SELECT {_OF_DELIVERY} AS key, first_at, last_at FROM deliveries "
        "WHERE key IN (SELECT key FROM touched))"
    ).fetchone()
    assert span is not None
    if span[0] is None:
        return
    connection.execute(f"DELETE FROM deliveries WHERE {_OF_DELIVERY} IN (SELECT key FROM touched)")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_logs AS SELECT * FROM logs "
        "WHERE created_at BETWEEN ? AND ? AND log_type LIKE 'email.%' "
        f"AND {_OF_LOG} IN (SELECT key FROM touched)",
        span,
    )
    connection.execute(f"INSERT INTO deliveries BY NAME {counting('touched_logs')}")
    connection.execute("DROP TABLE touched_logs")
