SELECT rows.app_id,
    arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
    min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
    count(rows.created_at) AS logs
FROM (
  SELECT logs.app_id AS app_id, logs.app_name AS app_name, logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.app_id IS NOT NULL OR rows.app_name IS NOT NULL
GROUP BY rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END
ORDER BY logs DESC, rows.app_id NULLS LAST, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END
