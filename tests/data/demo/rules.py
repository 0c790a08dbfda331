"""Plain rules for what the planted stories look like, stricter than a reviewer's would be.

Each is a query over the table `logs` of `Recount` that gives who or what stands out.
"""

from __future__ import annotations

from tests.data.demo.conftest import Recount

_ATTEMPTS = """
    SELECT *, EXISTS (SELECT 1 FROM logs f WHERE f.type = 'user.login.failed'
        AND f.request = tried.request) AS failed
    FROM logs tried WHERE type = 'user.login'
"""

_SIGN_INS = f"SELECT * FROM ({_ATTEMPTS}) WHERE NOT failed"

_GRANTS = (
    "('app.user.create', 'app.user.update', 'organization.user.create', "
    "'organization.user.update', 'organization.user.app.create', 'organization.user.app.update')"
)

RULES = {
    # account with four or more failures within 15 minutes
    "burst": """
        SELECT DISTINCT email FROM (
            SELECT email, count(*) OVER (PARTITION BY email ORDER BY moment
                RANGE BETWEEN INTERVAL 15 MINUTES PRECEDING AND CURRENT ROW) AS near
            FROM logs WHERE type = 'user.login.failed') WHERE near >= 4
    """,
    # address or device that fails on four or more accounts within an hour
    "spray": """
        SELECT DISTINCT place FROM (
            SELECT unnest([ip, device]) AS place, moment, email FROM logs
            WHERE type = 'user.login.failed') one
        WHERE place IS NOT NULL AND (
            SELECT count(DISTINCT email) FROM logs near
            WHERE near.type = 'user.login.failed' AND one.place IN (near.ip, near.device)
                AND near.moment BETWEEN one.moment - INTERVAL 1 HOUR AND one.moment) >= 4
    """,
    # account that signs in from a device or address it had not used on its first day of sign-ins
    "new place": f"""
        SELECT DISTINCT email FROM (
            SELECT email, place, min(moment) AS seen,
                min(min(moment)) OVER (PARTITION BY email) AS first
            FROM (SELECT email, moment, unnest([ip, device]) AS place FROM ({_SIGN_INS}))
            WHERE place IS NOT NULL GROUP BY email, place)
        WHERE seen > first + INTERVAL 24 HOURS
    """,
    # account that signs in more than an hour away from the hours of its first ten sign-ins
    "unusual hour": f"""
        WITH numbered AS (
            SELECT email, hour(moment) AS hour,
                row_number() OVER (PARTITION BY email ORDER BY moment) AS number
            FROM ({_SIGN_INS}))
        SELECT DISTINCT email FROM numbered late WHERE number > 10 AND NOT EXISTS (
            SELECT 1 FROM numbered early WHERE early.email = late.email AND early.number <= 10
                AND (late.hour - early.hour + 25) % 24 <= 2)
    """,
    # account that signs in from a new device within a day after its second factor was removed
    "second factor": f"""
        SELECT DISTINCT gone.email FROM logs gone JOIN ({_SIGN_INS}) entry USING (email)
        WHERE gone.type = 'user.twofactor.remove'
            AND entry.moment BETWEEN gone.moment AND gone.moment + INTERVAL 24 HOURS
            AND entry.device NOT IN (SELECT device FROM logs known WHERE known.email = entry.email
                AND known.device IS NOT NULL AND known.moment < gone.moment)
    """,
    # whose second factor an admin removed
    "on behalf": "SELECT subject FROM logs WHERE type = 'organization.user.twofactor.remove'",
    # who does anything within an hour of being given a right
    "used at once": f"""
        SELECT DISTINCT given.subject FROM logs given JOIN logs used ON used.email = given.subject
        WHERE given.type IN {_GRANTS} AND NOT starts_with(used.type, 'email.')
            AND NOT starts_with(used.type, 'sms.')
            AND used.moment BETWEEN given.moment AND given.moment + INTERVAL 1 HOUR
    """,
    # who removes four or more things within ten minutes
    "removals": """
        SELECT DISTINCT email FROM (
            SELECT email, count(*) OVER (PARTITION BY email ORDER BY moment
                RANGE BETWEEN INTERVAL 10 MINUTES PRECEDING AND CURRENT ROW) AS near
            FROM logs WHERE regexp_matches(type, '\\.(remove|delete)$')) WHERE near >= 4
    """,
    # app and method for which a push with several devices fails on every one
    "push": """
        SELECT DISTINCT app_id FROM (
            SELECT app_id, CAST(result.success AS INT) AS success, len(result.message) AS devices
            FROM (SELECT app_id, unnest(from_json(json_extract(data, '$.result[*].result[*]'),
                '[{"success": "INT", "message": ["JSON"]}]')) AS result
                FROM logs WHERE type IN ('job', 'pushNotification.send')))
        WHERE success = 0 AND devices > 1
    """,
    # domain to which in some fortnight most of five or more addresses bounced
    "domain": """
        SELECT DISTINCT domain FROM (
            SELECT split_part(recipient, '@', 2) AS domain, moment::DATE - DATE '2020-01-01' AS day,
                type = 'email.bounced' AS bounced, recipient
            FROM logs WHERE type IN ('email.bounced', 'email.delivered'))
        GROUP BY domain, day // 14
        HAVING avg(CAST(bounced AS INT)) > 0.5
            AND count(DISTINCT recipient) FILTER (bounced) >= 3
    """,
    # app of which two builds in a row failed for a platform
    "builds": """
        SELECT DISTINCT app_id FROM (
            SELECT app_id, status, lag(status) OVER (
                PARTITION BY app_id, json_extract_string(data, '$.platform') ORDER BY moment
            ) AS before
            FROM logs WHERE type = 'app.submission.report')
        WHERE status = 'failed' AND before = 'failed'
    """,
}


def flagged(logs: Recount) -> dict[str, set[object]]:
    """What each rule finds."""
    return {name: set(logs.column(rule)) for name, rule in RULES.items()}
