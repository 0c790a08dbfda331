SELECT counted."user", counted.logs, counted.apps, counted.last_at
FROM (
  SELECT rows.user_email AS "user", count(rows.created_at) AS logs,
      count(DISTINCT coalesce(CAST(rows.app_id AS VARCHAR), ':' || rows.app_name)) AS apps,
      max(rows.created_at) AS last_at, count(rows.created_at) AS every
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
  GROUP BY rows.user_email
) AS counted
ORDER BY counted.every DESC, counted."user" NULLS LAST
