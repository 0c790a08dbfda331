SELECT date_trunc('hour', feature.created_at) AS "at",
    count(*) FILTER (WHERE feature.kind IN ('uploaded')) AS uploaded,
    count(*) FILTER (WHERE feature.kind IN ('updated', 'moved')) AS updated,
    count(*) FILTER (WHERE feature.kind IN ('deleted')) AS deleted,
    count(*) FILTER (WHERE feature.kind IN ('restored')) AS restored,
    count(*) FILTER (WHERE feature.kind IN ('downloaded')) AS downloaded,
    count(*) FILTER (WHERE feature.kind IN ('other')) AS other,
    count(DISTINCT feature.user_email) AS users
FROM (
  SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
      rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
      CASE WHEN (rows.log_type LIKE '%.create' OR rows.log_type LIKE '%.upload') THEN 'uploaded' WHEN (rows.log_type LIKE '%.update' OR rows.log_type LIKE '%.rename' OR rows.log_type LIKE '%.replace') THEN 'updated' WHEN (rows.log_type LIKE '%.move') THEN 'moved' WHEN (rows.log_type LIKE '%.remove' OR rows.log_type LIKE '%.delete') THEN 'deleted' WHEN (rows.log_type LIKE '%.restore') THEN 'restored' WHEN (rows.log_type LIKE '%.download') THEN 'downloaded' ELSE 'other' END AS kind
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND lower(logs.log_type) LIKE lower('mediaFile.%') ESCAPE '\'
  ) AS rows
) AS feature
GROUP BY date_trunc('hour', feature.created_at)
ORDER BY "at"
