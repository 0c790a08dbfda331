SELECT rows.created_at AS "at", rows.app_id, rows.app_name AS app, rows.user_email AS "user",
    CASE WHEN (rows.log_type LIKE 'app.page.widget.%') THEN 'component' WHEN (rows.log_type LIKE 'app.widget.%') THEN 'component' WHEN (rows.log_type LIKE 'app.ai.%') THEN 'component' WHEN (rows.log_type LIKE 'app.settings.%') THEN 'settings' WHEN (rows.log_type LIKE 'app.page.%') THEN 'screen' WHEN (rows.log_type LIKE 'app.pages.%') THEN 'screen' ELSE 'publish' END AS what,
    rows.page_title AS screen, rows.component, rows.changed, rows.log_type, rows.id
FROM (
  SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
      logs.app_id AS app_id, logs.app_name AS app_name, logs.user_email AS user_email,
      logs.page_title AS page_title, logs.component AS component, logs.changed AS changed
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
    AND coalesce(logs.log_type IN ('app.publish') OR lower(logs.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('app.widget.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('app.ai.%') ESCAPE '\', false)
) AS rows
ORDER BY rows.created_at DESC, rows.id DESC
