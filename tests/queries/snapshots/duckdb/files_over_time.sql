SELECT CAST(make_timestamp(epoch_us(feature.created_at) + 1000000 * CAST(CASE WHEN (feature.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
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
      CASE WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS kind
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
GROUP BY CAST(make_timestamp(epoch_us(feature.created_at) + 1000000 * CAST(CASE WHEN (feature.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE)
ORDER BY "at"
