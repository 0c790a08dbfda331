SELECT rows.session_id, min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
    count(rows.created_at) AS logs,
    count(DISTINCT rows.app_id) + count(DISTINCT CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END) AS apps,
    arg_max(rows.device, (rows.created_at, rows.device)) FILTER (WHERE rows.device IS NOT NULL) AS device,
    arg_max(rows.ip, (rows.created_at, rows.ip)) FILTER (WHERE rows.ip IS NOT NULL) AS ip
FROM (
  SELECT logs.session_id AS session_id, logs.created_at AS created_at, logs.app_id AS app_id,
      logs.app_name AS app_name, logs.device AS device, logs.ip AS ip
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.session_id IS NOT NULL
GROUP BY rows.session_id
ORDER BY last_at DESC, rows.session_id
LIMIT 100
