SELECT rows.platform, count(DISTINCT rows.user_email) AS users,
    count(DISTINCT rows.analytics_session) AS sessions, count(rows.created_at) AS logs
FROM (
  SELECT logs.platform AS platform, logs.user_email AS user_email,
      logs.analytics_session AS analytics_session, logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.platform IS NOT NULL
GROUP BY rows.platform
ORDER BY users DESC, logs DESC, rows.platform
