SELECT rows.user_email AS "user", min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
    count(rows.created_at) AS logs, count(DISTINCT rows.device) AS devices,
    count(DISTINCT rows.ip) AS addresses
FROM (
  SELECT logs.user_email AS user_email, logs.created_at AS created_at, logs.device AS device,
      logs.ip AS ip
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.user_email IS NOT NULL
GROUP BY rows.user_email
ORDER BY last_at DESC, rows.user_email
LIMIT 100
