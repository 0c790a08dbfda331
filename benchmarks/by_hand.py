"""SQL for the pages' questions as somebody would write it for this store, this engine and UTC.

`$since` and `$until` are the window; other places are the questions' options and the filter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from queries.security_types import (
    APP_MEMBERSHIP,
    ORGANISATION_MEMBERSHIP,
    SECURITY,
    TWO_FACTOR_ADDED,
    TWO_FACTOR_REMOVED,
)

_WINDOW = "hour >= $since AND hour < $until"
_ROWS = "created_at >= $since AND created_at < $until"
_OF_AN_APP = "(app_id IS NOT NULL OR app_name IS NOT NULL)"
_ALONE = "CASE WHEN app_id IS NULL THEN app_name END"

_ATTEMPTS = f"attempts AS (FROM main.attempts WHERE {_ROWS})"

_FIGURES = f"""
WITH hours AS (FROM hourly_logs WHERE {_WINDOW}), {_ATTEMPTS}
SELECT (SELECT sum(logs) FROM hours),
    (SELECT count(DISTINCT user_email) FROM hourly_users WHERE {_WINDOW}),
    (SELECT count(*) FROM (SELECT DISTINCT app_id, {_ALONE} FROM hours WHERE {_OF_AN_APP})),
    (SELECT count(*) FROM attempts),
    (SELECT sum(failed) FROM attempts),
    (SELECT sum(push_failure)
        + sum(logs) FILTER (log_type IN ('email.bounced', 'email.rejected')) FROM hours)
"""

_FIGURES_OVER_TIME = f"""
WITH hours AS (SELECT CAST(date_trunc('{{unit}}', hour) AS DATE) AS begins, * FROM hourly_logs
    WHERE {_WINDOW}), {_ATTEMPTS},
logs_there AS (SELECT begins, sum(logs) AS logs, count(DISTINCT coalesce(CAST(app_id AS VARCHAR),
    'name ' || app_name)) AS apps, sum(push_failure)
    + coalesce(sum(logs) FILTER (log_type IN ('email.bounced', 'email.rejected')), 0) AS undelivered
    FROM hours GROUP BY begins),
users AS (SELECT CAST(date_trunc('{{unit}}', hour) AS DATE) AS begins,
    count(DISTINCT user_email) AS users FROM hourly_users WHERE {_WINDOW} GROUP BY begins),
tried AS (SELECT CAST(date_trunc('{{unit}}', created_at) AS DATE) AS begins,
    count(*) AS attempts, sum(failed) AS failed FROM attempts GROUP BY begins)
SELECT begins, logs, coalesce(users, 0), apps, coalesce(attempts, 0), coalesce(failed, 0),
    undelivered
FROM logs_there LEFT JOIN users USING (begins) LEFT JOIN tried USING (begins) ORDER BY begins
"""

_BUSIEST_APPS = f"""
WITH apps AS (
    SELECT app_id, {_ALONE} AS alone, arg_max(app_name, (hour, app_name)) AS app, sum(logs) AS logs
    FROM hourly_logs WHERE {_WINDOW} AND {_OF_AN_APP} GROUP BY app_id, alone
    ORDER BY logs DESC, app_id NULLS LAST, alone LIMIT $limit
), users AS (
    SELECT app_id, {_ALONE} AS alone, count(DISTINCT user_email) AS users
    FROM hourly_users WHERE {_WINDOW} GROUP BY app_id, alone
)
SELECT apps.app_id, app, logs, coalesce(users, 0) FROM apps LEFT JOIN users
ON apps.app_id IS NOT DISTINCT FROM users.app_id AND apps.alone IS NOT DISTINCT FROM users.alone
ORDER BY logs DESC, apps.app_id NULLS LAST, app
"""

_BUSIEST_USERS = f"""
WITH busiest AS (
    SELECT user_email, sum(logs) AS logs, count(DISTINCT CASE WHEN {_OF_AN_APP} THEN
        coalesce(CAST(app_id AS VARCHAR), 'name ' || app_name) END) AS apps
    FROM hourly_users WHERE {_WINDOW} GROUP BY user_email
    ORDER BY logs DESC, user_email LIMIT $limit
)
SELECT user_email, any_value(busiest.logs), any_value(apps), max(created_at)
FROM busiest JOIN logs USING (user_email) WHERE {_ROWS}
GROUP BY user_email ORDER BY 2 DESC, 1
"""

_NEW_LOG_TYPES = f"""
SELECT log_type, min(created_at), count(*) FROM logs WHERE {_ROWS} AND log_type IN (
    SELECT log_type FROM hourly_logs GROUP BY log_type HAVING min(hour) >= $since
) GROUP BY log_type ORDER BY 2, 1
"""

_NEW_APPS = f"""
WITH new AS (
    SELECT app_id, {_ALONE} AS alone FROM hourly_logs WHERE {_OF_AN_APP}
    GROUP BY app_id, alone HAVING min(hour) >= $since
)
SELECT logs.app_id, arg_max(app_name, created_at), min(created_at), count(*)
FROM logs JOIN new ON logs.app_id IS NOT DISTINCT FROM new.app_id
    AND (logs.app_id IS NOT NULL OR app_name = alone)
WHERE {_ROWS} GROUP BY logs.app_id, alone ORDER BY 3, 1 NULLS LAST
"""


def _listed(log_types: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in log_types if "*" not in name)


_TRIED = """count(*) AS logins, sum(succeeded) AS succeeded,
    sum(failed) AS failed, sum(first) AS first, sum(sso) AS sso,
    sum(attempts.failed) / count(*) AS failure_rate,
    sum(attempts.sso) / sum(1 - attempts.failed) AS sso_share,
    count(DISTINCT user_email) FILTER (attempts.failed > 0) AS failing"""

_CHANGED = f"""
    coalesce(sum(logs) FILTER (log_type IN ({_listed(TWO_FACTOR_ADDED)})), 0) AS added,
    coalesce(sum(logs) FILTER (log_type IN ({_listed(TWO_FACTOR_REMOVED)})), 0) AS removed,
    coalesce(sum(logs) FILTER (log_type IN
        ({_listed((*ORGANISATION_MEMBERSHIP, *APP_MEMBERSHIP))})), 0) AS members
"""

_SECURITY_FIGURES = f"""
WITH {_ATTEMPTS},
changed AS (SELECT {_CHANGED} FROM hourly_logs WHERE {_WINDOW}),
tried AS (SELECT {_TRIED} FROM attempts)
FROM tried, changed
"""

_SECURITY_FIGURES_OVER_TIME = f"""
WITH {_ATTEMPTS},
changed AS (SELECT CAST(date_trunc('{{unit}}', hour) AS DATE) AS begins, {_CHANGED}
    FROM hourly_logs WHERE {_WINDOW} GROUP BY begins),
tried AS (SELECT CAST(date_trunc('{{unit}}', created_at) AS DATE) AS begins, {_TRIED}
    FROM attempts GROUP BY begins)
SELECT begins, coalesce(logins, 0), coalesce(succeeded, 0), coalesce(failed, 0),
    coalesce(first, 0), coalesce(sso, 0), failure_rate, sso_share, coalesce(failing, 0),
    coalesce(added, 0), coalesce(removed, 0), coalesce(members, 0)
FROM tried FULL JOIN changed USING (begins)
WHERE logins > 0 OR added + removed + members > 0 ORDER BY begins
"""

_LOGINS_BY_USER = f"""
WITH {_ATTEMPTS}
SELECT user_email, count(*), sum(succeeded), sum(failed), sum(first),
    sum(sso), max(created_at)
FROM attempts WHERE category = '{{category}}' GROUP BY user_email
ORDER BY 2 DESC, 1 NULLS LAST LIMIT $limit
"""

_SHOWN = """id, created_at, category, log_type, app_id, app_name,
    coalesce(studio_user_email || ' as ' || coalesce(user_email, '?'), user_email),
    user_email, studio_user_email, session_id, left(data, $clamp),
    coalesce(length(data) > $clamp, false)"""

BY_HAND: Mapping[str, str] = {
    "log_types_seen": "SELECT log_type, count(*), min(created_at), max(created_at) FROM logs "
    "GROUP BY log_type ORDER BY 2 DESC, 1",
    "apps_seen": f"SELECT app_id, arg_max(app_name, created_at), count(*), max(created_at) "
    f"FROM logs WHERE {_OF_AN_APP} GROUP BY app_id, {_ALONE} ORDER BY 3 DESC, 1 NULLS LAST",
    "record_count": f"SELECT sum(logs) FROM hourly_logs WHERE {_WINDOW} AND {{matches}}",
    "security_figures": _SECURITY_FIGURES,
    "security_figures_over_time": _SECURITY_FIGURES_OVER_TIME,
    "app_logins": _LOGINS_BY_USER.format(category="app"),
    "studio_logins": _LOGINS_BY_USER.format(category="studio"),
    "overview_figures": _FIGURES,
    "figures_over_time": _FIGURES_OVER_TIME,
    "activity_over_time": "SELECT CAST(date_trunc('{unit}', hour) AS DATE), category, sum(logs) "
    f"FROM hourly_logs WHERE {_WINDOW} GROUP BY ALL ORDER BY 1, 2 NULLS LAST",
    "hour_of_week": 'SELECT isodow("hour"), hour("hour"), sum(logs) FROM hourly_logs '
    f"WHERE {_WINDOW} GROUP BY ALL ORDER BY ALL",
    "busiest_apps": _BUSIEST_APPS,
    "busiest_users": _BUSIEST_USERS,
    "new_log_types": _NEW_LOG_TYPES,
    "new_apps": _NEW_APPS,
    "record_page": f"SELECT {_SHOWN} FROM logs WHERE {_ROWS} AND {{matches}} "
    "ORDER BY created_at DESC, id DESC LIMIT $limit",
    "record_count of rows": f"SELECT count(*) FROM logs WHERE {_ROWS} AND {{matches}}",
    "matched_users": "SELECT count(DISTINCT user_email), count(*) FROM logs "
    f"WHERE {_ROWS} AND {{matches}}",
}

MATCHES: Mapping[str, str] = {
    "text": "contains(lower(data), lower($text))",
    "user": "(contains(lower(user_email), lower($user)) "
    "OR contains(lower(studio_user_email), lower($user)))",
    "keys": "message_id = $key",
    "log_types": f"(log_type IN ({_listed(SECURITY)}) OR log_type LIKE 'user.login.%')",
}
"""Conditions for the parts of a filter that the scenarios use; log types are those of security."""
