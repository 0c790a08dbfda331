SELECT failed.app_id, failed.app, failed.studio = 1 AS studio, failed.failures, failed.users,
    failed.first_at, failed.last_at
FROM (
  SELECT rows.app_id AS app_id,
      CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone,
      CASE WHEN (NOT (rows.app_id IS NOT NULL OR rows.app_name IS NOT NULL) AND rows.category = 'studio') THEN 1 ELSE 0 END AS studio,
      arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
      count(rows.created_at) AS failures, min(rows.created_at) AS first_at,
      max(rows.created_at) AS last_at, count(DISTINCT rows.user_email) AS users
  FROM (
    SELECT logs.created_at AS created_at, logs.user_email AS user_email, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.category AS category
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('user.login.failed')
  ) AS rows
  GROUP BY rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END,
      CASE WHEN (NOT (rows.app_id IS NOT NULL OR rows.app_name IS NOT NULL) AND rows.category = 'studio') THEN 1 ELSE 0 END
) AS failed
ORDER BY failed.failures DESC, failed.studio DESC, failed.app_id NULLS LAST,
    failed.name_alone NULLS LAST
