SELECT counted.app_id, counted.app, counted.logs, counted.users, counted.last_at
FROM (
  SELECT rows.app_id AS app_id,
      arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
      count(rows.created_at) AS logs, count(DISTINCT rows.user_email) AS users,
      max(rows.created_at) AS last_at, count(rows.created_at) AS every,
      CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone
  FROM (
    SELECT logs.created_at AS created_at, logs.user_email AS user_email, logs.app_id AS app_id,
        logs.app_name AS app_name
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('app.analytics.event')
  ) AS rows
  GROUP BY rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END
) AS counted
ORDER BY counted.every DESC, counted.app_id NULLS LAST, counted.name_alone NULLS LAST
