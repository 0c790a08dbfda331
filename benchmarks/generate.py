"""Log exports of any size, made in the engine: the same file for the same seed and size.

The mix follows what an organisation's apps write: three logs in five are screens that people open.
Days and weeks have their rhythm, a few apps and users do most, and every log's `data` has the keys
that its type is known for, so that normalising it costs what it costs on real logs.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

END = datetime(2026, 11, 1, tzinfo=UTC)
"""The moment up to which logs are made; fixed, so that figures of two days can be compared."""

_HOURS = (2, 1, 1, 1, 1, 2, 8, 22, 48, 62, 66, 60, 48, 52, 62, 64, 56, 40, 26, 18, 14, 10, 6, 4)
"""How busy each hour of a day is."""

_WEEKDAYS = (100, 106, 104, 100, 88, 24, 20)
"""How busy each day of a week is, Monday first."""

_SHARES = {
    "app.analytics.pageView": 600,
    "app.analytics.event": 70,
    "app.view": 30,
    "app.update": 40,
    "app.error.live": 14,
    "user.login": 36,
    "user.login.failed": 6,
    "user.login.sso": 8,
    "user.logout": 8,
    "email.communicate": 22,
    "email.delivered": 20,
    "email.bounced": 2,
    "dataSource.entry.create": 26,
    "dataSource.entry.update": 46,
    "dataSource.event": 22,
    "dataSource.update": 6,
    "pushNotification.send": 4,
    "app.page.settings.update": 10,
    "app.page.update": 12,
    "app.settings.update": 4,
    "app.publish": 2,
    "organization.user.app.create": 2,
    "mediaFile.create": 8,
    "sms.2fa": 2,
}
"""Logs of each type in a thousand."""

_STUDIO = ("app.page.%", "app.settings.%", "app.publish", "organization.%", "dataSource.update")


def write_export(path: Path, rows: int, *, days: int = 365, seed: int = 7) -> None:
    """Write a CSV export of that many logs over that many days up to `END`, newest first.

    Takes the disk space of the file and a quarter of it, for a moment, in the file's folder.
    """
    workshop = path.with_suffix(".making")
    with duckdb.connect(str(workshop)) as connection:
        connection.execute("CREATE TABLE hours (hour TIMESTAMP, logs BIGINT, before BIGINT)")
        connection.executemany("INSERT INTO hours VALUES (?, ?, ?)", _hours(rows, days, seed))
        connection.execute(_MOMENTS)
        connection.execute("SET VARIABLE seed = ?", [seed])
        connection.execute(
            "SET VARIABLE kinds = ?", [[t for t, n in _SHARES.items() for _ in range(n)]]
        )
        connection.execute(f"COPY ({_RECORDS}) TO '{path}' (FORMAT csv, HEADER)")
    workshop.unlink()


def _hours(rows: int, days: int, seed: int) -> list[tuple[datetime, int, int]]:
    """Each hour with its number of logs and the number of logs before it; the logs add up."""
    chance = random.Random(seed)
    hours = [END - timedelta(hours=n) for n in range(days * 24, 0, -1)]
    busy = [_WEEKDAYS[h.weekday()] * _HOURS[h.hour] * chance.uniform(0.8, 1.2) for h in hours]
    total = sum(busy)
    result = []
    before = 0
    reached = 0.0
    for hour, weight in zip(hours, busy, strict=True):
        reached += weight
        logs = round(rows * reached / total) - before
        result.append((hour.replace(tzinfo=None), logs, before))
        before += logs
    return result


_MOMENTS = """
CREATE TABLE moments AS
SELECT 100000000 + before + k AS id,
    date_trunc('milliseconds', hour + to_microseconds(3600000000 * (2 * k + 1) // (2 * logs)))
    AS moment
FROM (
    SELECT *, unnest(range(logs - 1, -1, -1)) AS k
    FROM (FROM hours ORDER BY hour DESC)
)
"""

_CHANCES = {"kind": "id", "page": "id", "thing": "id", "user": "session", "app": "session"}
"""Independent numbers in [0, 1): what is drawn, and what it is drawn for.

Eight people are at it at any time, each for sixteen logs or so: what the prepared counts of users
can save depends on people staying for a while.
"""

_NUMBERED = f"""
SELECT id, moment, session,
    {
    ", ".join(
        f"(hash({of}, {n} + getvariable('seed')) % 1000003) / 1000003 AS {name}_chance"
        for n, (name, of) in enumerate(_CHANCES.items())
    )
}
FROM (SELECT *, id // 128 * 8 + hash(id, getvariable('seed')) % 8 AS session FROM moments)
"""

_DRAWN = f"""
SELECT id, moment, session,
    getvariable('kinds')[1 + CAST(floor(1000 * kind_chance) AS INTEGER)] AS type,
    1 + CAST(floor(20000 * user_chance * user_chance * user_chance) AS INTEGER) AS person,
    1 + CAST(floor(40 * app_chance * app_chance) AS INTEGER) AS app,
    1 + CAST(floor(30 * page_chance * page_chance) AS INTEGER) AS page,
    1 + CAST(floor(25 * thing_chance) AS INTEGER) AS thing
FROM ({_NUMBERED})
"""

_NAMED = f"""
SELECT * EXCLUDE (session),
    format('user{{}}@site{{}}.org', person, person % 40) AS address,
    md5(CAST(person * 2 + CAST(session % 3 = 0 AS INTEGER) AS VARCHAR)) AS device,
    md5(CAST(session AS VARCHAR)) AS session,
    md5(CAST(id AS VARCHAR)) AS request,
    {" OR ".join(f"type LIKE '{pattern}'" for pattern in _STUDIO)} AS in_studio
FROM ({_DRAWN})
"""


def _uuid(text: str) -> str:
    return (
        f"left({text}, 8) || '-' || {text}[9:12] || '-' || {text}[13:16] || '-' || "
        f"{text}[17:20] || '-' || right({text}, 12)"
    )


_SCREEN = (
    """'{"_os": "' || ['Win32', 'MacIntel', 'iPhone', 'Linux armv8l'][1 + person % 4]"""
    """ || '", "_pageId": ' || (app * 1000 + page) || ', "_platform": "'"""
    """ || ['web', 'native'][1 + person % 2] || '", "_pageTitle": "Screen ' || page"""
    """ || '", "_userEmail": "' || address || '", "_deviceTrackingId": "' || """
    f"""{_uuid("device")}"""
    """ || '", "_analyticsSessionId": "' || """
    f"""{_uuid("session")}"""
    """ || '"'"""
)

_DATA = {
    "app.analytics.pageView": f"{_SCREEN} || '}}'",
    "app.view": f"{_SCREEN} || '}}'",
    "app.analytics.event": (
        f"""{_SCREEN} || ', "category": "list", "action": "' || """
        """['open', 'search', 'bookmark', 'like'][1 + thing % 4] || '", "label": "Item ' """
        """|| thing || '"}'"""
    ),
    "app.update": (
        """'{"ip": "10.' || (person % 200) || '.' || thing || '.7", "path": "/v1/apps/' || app """
        """|| '/bundles/latest", "method": "GET", "statusCode": 200, "device": {"uuid": "' || """
        f"""{_uuid("device")}"""
        """ || '", "model": "iPhone14,2", "width": 390, "height": 844, "version": "18.1", """
        """"platform": "iOS", "manufacturer": "Apple"}, "session": {"id": ' || (person * 7) || """
        """'}, "responseBody": {"app": {"id": ' || app || ', "version": "' || (1 + thing) """
        """|| '.0.' || page || '"}, "update": false}}'"""
    ),
    "app.error.live": (
        """'{"message": "Uncaught TypeError: Cannot read properties of undefined (reading ''' """
        """|| ['id', 'name', 'data'][1 + thing % 3] || ''')", "source": """
        """"https://apps.example.com/vendor/app.js", "line": ' || thing || ', "col": 17, """
        """"stack": "TypeError: Cannot read properties\\n    at render (app.js:' || thing || """
        """':17)\\n    at run (app.js:88:3)", "count": 1, "userAgent": "Mozilla/5.0 (iPhone; CPU """
        """iPhone OS 18_1 like Mac OS X)", "platform": "native", "pageId": ' """
        """|| (app * 1000 + page) || '}'"""
    ),
    "email.%": (
        """'{"messageId": "' || left(md5(CAST(id // 50 AS VARCHAR)), 24) || """
        """'-000000", "to": "' || address || '", "subject": "Your weekly update ' || thing """
        """|| CASE WHEN type = 'email.bounced' THEN '", "reason": "550 5.1.1 unknown mailbox' """
        """ELSE '' END || '"}'"""
    ),
    "sms.%": """'{"to": "+4477009' || lpad(CAST(person AS VARCHAR), 5, '0') || '", """
    """"status": "delivered"}'""",
    "dataSource.entry.%": (
        """'{"_userEmail": "' || address || '", "dataSourceId": ' || (7000 + app) || """
        """', "data": {"Title": "Entry ' || thing || '", "Status": "Open", "Notes": """
        """"Inspected, with ""care"" and ' || page || ' photos", "Owner": "' || address || '"}}'"""
    ).replace('""care""', '\\"care\\"'),
    "dataSource.%": """'{"_userEmail": "' || address || '", "dataSourceId": ' || (7000 + app) """
    """|| ', "query": {"where": {"Status": "Open"}, "limit": 50}}'""",
    "pushNotification.send": (
        """'{"payload": {"title": "News ' || thing || '", "body": "Open the app to read more"}, """
        """"subscriptionsCount": ' || (40 + page) || ', "result": [{"job": "' || id || """
        """'", "result": [{"method": "apn", "success": ' || (20 + page) || ', "failure": 2, """
        """"message": [{"error": null}, {"error": "NotRegistered"}, {"error": "NotRegistered"}]}"""
        """, {"method": "gcm", "success": 18, "failure": 0, "message": [{"error": null}]}]}]}'"""
    ),
    "app.page.%": (
        """'{"page": {"id": ' || (app * 1000 + page) || ', "title": "Screen ' || page || '"}, """
        """"_userEmail": "' || address || '", "attributes": ["customSCSS", "customJS"]}'"""
    ),
    "mediaFile.%": (
        """'{"mediaFileId": ' || (id % 1000000) || ', "name": "photo-' || thing || '.jpg", """
        """"_userEmail": "' || address || '"}'"""
    ),
    "user.%": """CASE WHEN thing < 5 THEN '{"_userEmail": "' || address || '", "ip": "192.0.2.' """
    """|| person % 250 || '"}' END""",
    "%": """'{"_userEmail": "' || address || '"}'""",
}
"""SQL that makes `data`, by log type; the first pattern that matches counts."""


_RECORDS = f"""
SELECT id,
    strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ') AS "createdAt",
    strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ') AS "updatedAt",
    CASE WHEN in_studio THEN 'studio' ELSE 'app' END AS "user.type",
    type,
    'Log of ' || split_part(type, '.', -1) AS "typeDescription",
    'App ' || app AS "app.name",
    address AS "user.email",
    CASE {" ".join(f"WHEN type LIKE '{t}' THEN {made}" for t, made in _DATA.items())} END AS data,
    {_uuid("request")} AS "requestId",
    person * 7 AS "sessionId",
    10000 + person AS "userId",
    2000 + app AS "appId",
    CASE WHEN type LIKE 'dataSource.entry.%' THEN 900000 + id % 50000 END AS "dataSourceEntryId",
    CASE WHEN type LIKE 'dataSource.%' THEN 7000 + app END AS "dataSourceId",
    64 AS "organizationId",
    CASE WHEN type LIKE 'pushNotification.%' THEN id % 4000 END AS "appNotificationId"
FROM ({_NAMED})
"""
