SELECT CASE WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('communicate')) THEN 'app' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('hook')) THEN 'data source hook' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('validate')) THEN 'sign-in check' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('fa')) THEN 'two-factor code' ELSE 'other' END AS kind,
    sms.log_type, count(sms.created_at) AS sent,
    count(*) FILTER (WHERE sms.outcome = 'arrived') AS arrived,
    count(*) FILTER (WHERE sms.outcome = 'failed') AS failed,
    count(*) FILTER (WHERE sms.outcome = 'not reported') AS not_reported,
    count(DISTINCT sms.recipient) AS recipients, count(DISTINCT sms.user_email) AS users,
    max(sms.created_at) AS last_at
FROM (
  SELECT rows.created_at AS created_at, rows.log_type AS log_type, rows.app_id AS app_id,
      rows.app_name AS app_name, rows.user_email AS user_email, rows.recipient AS recipient,
      rows.status AS status, rows.reason AS reason,
      CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END AS error,
      CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END AS outcome
  FROM (
    SELECT logs.created_at AS created_at, logs.log_type AS log_type, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.user_email AS user_email, logs.recipient AS recipient,
        logs.status AS status, logs.reason AS reason
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND lower(logs.log_type) LIKE lower('sms.%') ESCAPE '\'
  ) AS rows
) AS sms
GROUP BY CASE WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('communicate')) THEN 'app' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('hook')) THEN 'data source hook' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('validate')) THEN 'sign-in check' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('fa')) THEN 'two-factor code' ELSE 'other' END,
    sms.log_type
ORDER BY count(sms.created_at) DESC, sms.log_type
