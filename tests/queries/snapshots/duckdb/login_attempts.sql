SELECT attempts."at", attempts.user_email AS "user",
    CASE WHEN (attempts.succeeded = 1) THEN 'succeeded' WHEN (attempts.failed = 1) THEN 'failed' WHEN (attempts.first = 1) THEN 'first' WHEN (attempts.sso = 1) THEN 'sso' END AS outcome,
    attempts.app_name AS app, attempts.ip, attempts.device, attempts.id
FROM (
  SELECT tried.created_at AS "at", tried.user_email AS user_email, tried.app_name AS app_name,
      tried.ip AS ip, tried.device AS device, tried.id AS id,
      tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
      tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
  FROM (
    SELECT attempts.id AS id, attempts.companion_id AS companion_id,
        attempts.created_at AS created_at, attempts.log_type AS log_type,
        attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
        attempts.user_email AS user_email, attempts.user_id AS user_id,
        attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
        attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
        attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
        attempts.run_until AS run_until
    FROM attempts
    WHERE lower(attempts.app_name) = lower('Shop')
      AND attempts.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND attempts.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND attempts.app_id IN (1, 2)
  ) AS tried
) AS attempts
ORDER BY attempts."at" DESC, attempts.id DESC
