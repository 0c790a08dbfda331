SELECT rows.analytics_session AS session, min(rows.created_at) AS first_at,
    max(rows.created_at) AS last_at,
    CAST((epoch_us(max(rows.created_at)) - epoch_us(min(rows.created_at))) AS DOUBLE) / NULLIF(1000000, 0) AS seconds,
    count(rows.created_at) AS logs,
    count(*) FILTER (WHERE rows.log_type IN ('app.analytics.pageView', 'app.view')) AS views,
    count(DISTINCT CASE WHEN (rows.log_type IN ('app.analytics.pageView', 'app.view')) THEN coalesce(CAST(rows.page_id AS VARCHAR), rows.page_title) END) AS screens,
    count(*) FILTER (WHERE rows.log_type = 'app.analytics.event') AS events,
    arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
    arg_max(rows.user_email, (rows.created_at, rows.user_email)) FILTER (WHERE rows.user_email IS NOT NULL) AS "user",
    count(DISTINCT rows.user_email) AS users,
    arg_max(rows.device, (rows.created_at, rows.device)) FILTER (WHERE rows.device IS NOT NULL) AS device,
    arg_max(rows.ip, (rows.created_at, rows.ip)) FILTER (WHERE rows.ip IS NOT NULL) AS ip
FROM (
  SELECT logs.analytics_session AS analytics_session, logs.created_at AS created_at,
      logs.log_type AS log_type, logs.page_id AS page_id, logs.page_title AS page_title,
      logs.app_name AS app_name, logs.user_email AS user_email, logs.device AS device, logs.ip AS ip
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.analytics_session IS NOT NULL
GROUP BY rows.analytics_session
ORDER BY max(rows.created_at) DESC, rows.analytics_session
LIMIT 100
