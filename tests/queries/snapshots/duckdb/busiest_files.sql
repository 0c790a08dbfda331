SELECT counted.media_file_id, counted.logs, counted.uploaded, counted.updated, counted.deleted,
    counted.restored, counted.downloaded, counted.other, counted.moved, counted.users,
    counted.last_at
FROM (
  SELECT files.media_file_id AS media_file_id, count(files.created_at) AS logs,
      count(*) FILTER (WHERE files.kind IN ('uploaded')) AS uploaded,
      count(*) FILTER (WHERE files.kind IN ('updated', 'moved')) AS updated,
      count(*) FILTER (WHERE files.kind IN ('deleted')) AS deleted,
      count(*) FILTER (WHERE files.kind IN ('restored')) AS restored,
      count(*) FILTER (WHERE files.kind IN ('downloaded')) AS downloaded,
      count(*) FILTER (WHERE files.kind IN ('other')) AS other,
      count(*) FILTER (WHERE files.kind = 'moved') AS moved,
      count(DISTINCT files.user_email) AS users, max(files.created_at) AS last_at,
      count(files.created_at) AS every
  FROM (
    SELECT feature.id AS id, feature.created_at AS created_at, feature.log_type AS log_type,
        feature.user_email AS user_email, feature.app_id AS app_id, feature.app_name AS app_name,
        feature.media_file_id AS media_file_id, feature.media_folder_id AS media_folder_id,
        CASE WHEN (moves.id IS NOT NULL) THEN 'moved' ELSE feature.kind END AS kind
    FROM (
      SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
          rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
          rows.media_file_id AS media_file_id, rows.media_folder_id AS media_folder_id,
          CASE WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS kind
      FROM (
        SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
            logs.media_file_id AS media_file_id, logs.media_folder_id AS media_folder_id
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.log_type) LIKE lower('mediaFile.%') ESCAPE '\'
      ) AS rows
    ) AS feature
    LEFT OUTER JOIN (
      SELECT placed.id AS id
      FROM (
        SELECT feature.id AS id, feature.kind AS kind, feature.media_folder_id AS media_folder_id,
            lag(feature.media_folder_id, 1, feature.media_folder_id) OVER (PARTITION BY feature.media_file_id ORDER BY feature.created_at, feature.id) AS previous
        FROM (
          SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
              rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
              rows.media_file_id AS media_file_id, rows.media_folder_id AS media_folder_id,
              CASE WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS kind
          FROM (
            SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
                logs.media_file_id AS media_file_id, logs.media_folder_id AS media_folder_id
            FROM logs
            WHERE logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND lower(logs.log_type) LIKE lower('mediaFile.%') ESCAPE '\'
          ) AS rows
        ) AS feature
        WHERE feature.media_file_id IS NOT NULL
          AND feature.media_folder_id IS NOT NULL
      ) AS placed
      WHERE placed.kind = 'updated'
        AND placed.media_folder_id != placed.previous
    ) AS moves ON moves.id = feature.id
  ) AS files
  GROUP BY files.media_file_id
) AS counted
ORDER BY counted.every DESC, counted.media_file_id NULLS LAST
LIMIT 100
