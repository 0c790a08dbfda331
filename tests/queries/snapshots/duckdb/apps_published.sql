SELECT rows.created_at AS "at", rows.app_id, rows.app_name AS app,
    CASE WHEN (rows.log_type = 'app.publish') THEN 'in-app update' WHEN (rows.log_type = 'app.publish.web.create') THEN 'web launch' WHEN (rows.log_type = 'app.publish.web.update') THEN 'address change' WHEN (rows.log_type = 'app.publish.web.remove') THEN 'unpublished' ELSE 'other' END AS kind,
    rows.user_email AS "user", rows.slug, rows.id
FROM (
  SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
      logs.app_id AS app_id, logs.app_name AS app_name, logs.user_email AS user_email,
      logs.slug AS slug
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
    AND coalesce(logs.log_type IN ('app.publish') OR lower(logs.log_type) LIKE lower('app.publish.%') ESCAPE '\', false)
) AS rows
WHERE CASE WHEN (rows.log_type = 'app.publish') THEN 'in-app update' WHEN (rows.log_type = 'app.publish.web.create') THEN 'web launch' WHEN (rows.log_type = 'app.publish.web.update') THEN 'address change' WHEN (rows.log_type = 'app.publish.web.remove') THEN 'unpublished' ELSE 'other' END = 'web launch'
ORDER BY rows.created_at DESC, rows.id DESC
