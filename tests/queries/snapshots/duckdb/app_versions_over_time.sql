SELECT CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
    rows.app_id,
    arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
    rows.app_version AS version, count(DISTINCT rows.user_email) AS users,
    count(DISTINCT rows.device) AS devices, count(rows.created_at) AS logs
FROM (
  SELECT logs.app_id AS app_id, logs.app_name AS app_name, logs.app_version AS app_version,
      logs.user_email AS user_email, logs.device AS device, logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.app_version IS NOT NULL
GROUP BY CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE),
    rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END, rows.app_version
ORDER BY "at", users DESC, logs DESC, rows.app_id NULLS LAST,
    CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END NULLS LAST, rows.app_version
