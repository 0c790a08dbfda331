"""What somebody who knows the tables would write for each question that the pages ask.

`$since` and `$until` bound the window: whole hours in UTC.
"""

from __future__ import annotations

_WINDOW = "hour >= $since AND hour < $until"
_ROWS = "created_at >= $since AND created_at < $until"

_ATTEMPTS = f"""
WITH logins AS (
    SELECT created_at, log_type, coalesce(user_email, CAST(user_id AS VARCHAR), '') AS who
    FROM logs WHERE starts_with(log_type, 'user.login') AND {_ROWS}
), marked AS (
    SELECT *, created_at - lag(created_at) OVER (PARTITION BY who ORDER BY created_at)
        <= INTERVAL 2 SECOND AS near FROM logins
), clusters AS (
    SELECT *, count(*) FILTER (WHERE near IS NOT TRUE)
        OVER (PARTITION BY who ORDER BY created_at) AS cluster FROM marked
), attempts AS (
    SELECT min(created_at) AS began, count(*) FILTER (WHERE log_type = 'user.login') AS l,
        count(*) FILTER (WHERE log_type = 'user.login.failed') AS f
    FROM clusters GROUP BY who, cluster
)
"""

BY_HAND: dict[str, str] = {
    "overview_figures": f"""{_ATTEMPTS}
        SELECT (SELECT sum(logs) FROM hourly_logs WHERE {_WINDOW}),
            (SELECT count(DISTINCT user_email) FROM hourly_users WHERE {_WINDOW}),
            (SELECT count(DISTINCT app_id) FROM hourly_logs WHERE {_WINDOW}),
            (SELECT sum(greatest(l, f)) FROM attempts), (SELECT sum(f) FROM attempts),
            (SELECT sum(push_failure) + sum(logs) FILTER (
                WHERE log_type IN ('email.bounced', 'email.rejected'))
             FROM hourly_logs WHERE {_WINDOW})""",
    "figures_over_time": f"""{_ATTEMPTS}
        SELECT * FROM (
            SELECT date_trunc('day', hour) AS day, sum(logs), count(DISTINCT app_id),
                sum(push_failure) + sum(logs) FILTER (
                    WHERE log_type IN ('email.bounced', 'email.rejected'))
            FROM hourly_logs WHERE {_WINDOW} GROUP BY 1)
        LEFT JOIN (
            SELECT date_trunc('day', hour) AS day, count(DISTINCT user_email)
            FROM hourly_users WHERE {_WINDOW} GROUP BY 1) USING (day)
        LEFT JOIN (
            SELECT date_trunc('day', began) AS day, sum(greatest(l, f)), sum(f)
            FROM attempts GROUP BY 1) USING (day)
        ORDER BY day""",
    "activity_over_time": f"""
        SELECT date_trunc('day', hour), category, sum(logs) FROM hourly_logs WHERE {_WINDOW}
        GROUP BY 1, 2 ORDER BY 1, 2""",
    "hour_of_week": f"""
        SELECT isodow(hour), hour(hour), sum(logs) FROM hourly_logs WHERE {_WINDOW} GROUP BY 1, 2
        ORDER BY 1, 2""",
    "busiest_apps": f"""
        SELECT app_id, arg_max(app_name, hour), sum(logs) AS n, any_value(u.users)
        FROM hourly_logs LEFT JOIN (
            SELECT app_id, count(DISTINCT user_email) AS users FROM hourly_users WHERE {_WINDOW}
            GROUP BY 1) AS u USING (app_id)
        WHERE {_WINDOW} GROUP BY 1 ORDER BY n DESC LIMIT 10""",
    "busiest_users": f"""
        WITH top AS (
            SELECT user_email, sum(logs) AS n, count(DISTINCT app_id) AS apps FROM hourly_users
            WHERE {_WINDOW} GROUP BY 1 ORDER BY n DESC LIMIT 10)
        SELECT top.*, (SELECT max(created_at) FROM logs WHERE logs.user_email = top.user_email
            AND {_ROWS}) FROM top ORDER BY n DESC""",
    "new_log_types": f"""
        SELECT log_type, min(created_at), count(*) FROM logs WHERE {_ROWS} AND log_type NOT IN (
            SELECT log_type FROM hourly_logs WHERE hour < $since) GROUP BY 1""",
    "new_apps": f"""
        SELECT app_id, min(created_at), count(*) FROM logs WHERE {_ROWS} AND app_id NOT IN (
            SELECT app_id FROM hourly_logs WHERE hour < $since AND app_id IS NOT NULL)
        GROUP BY 1""",
    "log_types_seen": """
        SELECT log_type, count(*), min(created_at), max(created_at) FROM logs GROUP BY 1""",
    "apps_seen": """
        SELECT app_id, arg_max(app_name, created_at), count(*), max(created_at) FROM logs
        GROUP BY 1""",
    "record_count": f"SELECT sum(logs) FROM hourly_logs WHERE {_WINDOW}",
    "record_page": f"""
        SELECT id, created_at, category, log_type, app_id, app_name, user_email,
            studio_user_email, session_id, left(data, 300), length(data) > 300
        FROM logs WHERE {_ROWS} ORDER BY created_at DESC, id DESC LIMIT 50""",
}
