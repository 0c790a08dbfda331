SELECT CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
    count(rows.created_at) AS logs, count(DISTINCT rows.user_email) AS users,
    count(DISTINCT coalesce(CAST(rows.app_id AS VARCHAR), ':' || rows.app_name)) AS apps
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
GROUP BY CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE)
ORDER BY "at"
