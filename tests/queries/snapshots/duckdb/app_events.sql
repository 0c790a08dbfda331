SELECT rows.event_category, rows.event_action, rows.event_label, count(rows.created_at) AS logs,
    count(DISTINCT rows.user_email) AS users,
    count(DISTINCT coalesce(CAST(rows.app_id AS VARCHAR), ':' || rows.app_name)) AS apps,
    max(rows.created_at) AS last_at
FROM (
  SELECT logs.created_at AS created_at, logs.user_email AS user_email, logs.app_id AS app_id,
      logs.app_name AS app_name, logs.event_category AS event_category,
      logs.event_action AS event_action, logs.event_label AS event_label
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
    AND logs.log_type IN ('app.analytics.event')
) AS rows
GROUP BY rows.event_category, rows.event_action, rows.event_label
ORDER BY count(rows.created_at) DESC, rows.event_category NULLS LAST, rows.event_action NULLS LAST,
    rows.event_label NULLS LAST
