SELECT sms.created_at AS "at",
    CASE WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('communicate')) THEN 'app' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('hook')) THEN 'data source hook' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('validate')) THEN 'sign-in check' WHEN (lower(regexp_extract(sms.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('fa')) THEN 'two-factor code' ELSE 'other' END AS kind,
    sms.recipient, sms.user_email AS "user", sms.app_id, sms.app_name AS app, sms.status, sms.error,
    sms.outcome, sms.message_id, sms.log_type, sms.id
FROM (
  SELECT rows.created_at AS created_at, rows.log_type AS log_type, rows.app_id AS app_id,
      rows.app_name AS app_name, rows.user_email AS user_email, rows.recipient AS recipient,
      rows.status AS status, rows.reason AS reason, rows.id AS id, rows.message_id AS message_id,
      CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END AS error,
      CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END AS outcome
  FROM (
    SELECT logs.created_at AS created_at, logs.log_type AS log_type, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.user_email AS user_email, logs.recipient AS recipient,
        logs.status AS status, logs.reason AS reason, logs.id AS id, logs.message_id AS message_id
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND lower(logs.log_type) LIKE lower('sms.%') ESCAPE '\'
  ) AS rows
) AS sms
ORDER BY sms.created_at DESC, sms.id DESC
