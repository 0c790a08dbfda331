SELECT rows.app_id,
    arg_max(rows.app_name, (rows.created_at, rows.app_name)) FILTER (WHERE rows.app_name IS NOT NULL) AS app,
    rows.error_message AS message, count(rows.created_at) AS errors,
    count(DISTINCT rows.user_email) AS users, count(DISTINCT rows.page_id) AS screens,
    min(rows.created_at) AS first_at, max(rows.created_at) AS last_at
FROM (
  SELECT logs.app_id AS app_id, logs.app_name AS app_name, logs.error_message AS error_message,
      logs.user_email AS user_email, logs.page_id AS page_id, logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
    AND lower(logs.log_type) LIKE lower('app.error.%') ESCAPE '\'
) AS rows
GROUP BY rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END, rows.error_message
ORDER BY errors DESC, rows.app_id NULLS LAST,
    CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END NULLS LAST, rows.error_message NULLS LAST
LIMIT 100
