SELECT CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
    models.model, count(DISTINCT rows.device) AS devices, count(DISTINCT rows.user_email) AS users,
    count(DISTINCT rows.analytics_session) AS sessions, count(rows.created_at) AS logs
FROM (
  SELECT logs.device AS device, logs.user_email AS user_email,
      logs.analytics_session AS analytics_session, logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
JOIN (
  SELECT rows.device AS device,
      arg_max(rows.device_model, (rows.created_at, rows.device_model)) FILTER (WHERE rows.device_model IS NOT NULL) AS model
  FROM (
    SELECT logs.device AS device, logs.device_model AS device_model, logs.created_at AS created_at
    FROM logs
    WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.device IS NOT NULL
    AND rows.device_model IS NOT NULL
  GROUP BY rows.device
) AS models ON rows.device = models.device
GROUP BY CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE),
    models.model
ORDER BY "at", devices DESC, logs DESC, models.model
