SELECT busiest.user_email AS "user", busiest.data_source_id AS data_source_id,
    count(*) FILTER (WHERE data_sources.use = 'reads') AS reads,
    count(*) FILTER (WHERE data_sources.use = 'writes') AS writes,
    count(*) FILTER (WHERE data_sources.use = 'unclassified') AS unclassified,
    count(DISTINCT coalesce(CAST(data_sources.app_id AS VARCHAR), ':' || data_sources.app_name)) AS apps,
    arg_max(data_sources.app_name, (data_sources.created_at, data_sources.app_name)) FILTER (WHERE data_sources.app_name IS NOT NULL) AS app,
    count(DISTINCT coalesce(CAST(data_sources.page_id AS VARCHAR), ':' || data_sources.page_title)) AS screens,
    arg_max(data_sources.page_title, (data_sources.created_at, data_sources.page_title)) FILTER (WHERE data_sources.page_title IS NOT NULL) AS screen,
    min(data_sources.created_at) AS first_at, max(data_sources.created_at) AS last_at,
    arg_max(data_sources.id, (data_sources.created_at, data_sources.id)) FILTER (WHERE data_sources.id IS NOT NULL) AS id
FROM (
  SELECT worded.created_at AS created_at, worded.log_type AS log_type,
      worded.user_email AS user_email, worded.app_id AS app_id, worded.app_name AS app_name,
      worded.data_source_id AS data_source_id, worded.id AS id, worded.page_id AS page_id,
      worded.page_title AS page_title, worded.word AS word,
      CASE WHEN (worded.word IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (worded.word IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS use
  FROM (
    SELECT rows.created_at AS created_at, rows.log_type AS log_type, rows.user_email AS user_email,
        rows.app_id AS app_id, rows.app_name AS app_name, rows.data_source_id AS data_source_id,
        rows.id AS id, rows.page_id AS page_id, rows.page_title AS page_title,
        lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS word
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
          logs.data_source_id AS data_source_id, logs.id AS id, logs.page_id AS page_id,
          logs.page_title AS page_title
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND lower(logs.log_type) LIKE lower('dataSource.%') ESCAPE '\'
    ) AS rows
  ) AS worded
) AS data_sources
JOIN (
  SELECT data_sources.user_email AS user_email, data_sources.data_source_id AS data_source_id,
      count(data_sources.created_at) AS every
  FROM (
    SELECT worded.created_at AS created_at, worded.log_type AS log_type,
        worded.user_email AS user_email, worded.app_id AS app_id, worded.app_name AS app_name,
        worded.data_source_id AS data_source_id, worded.word AS word,
        CASE WHEN (worded.word IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (worded.word IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS use
    FROM (
      SELECT rows.created_at AS created_at, rows.log_type AS log_type,
          rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
          rows.data_source_id AS data_source_id,
          lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS word
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
            logs.data_source_id AS data_source_id
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.log_type) LIKE lower('dataSource.%') ESCAPE '\'
      ) AS rows
    ) AS worded
  ) AS data_sources
  GROUP BY data_sources.user_email, data_sources.data_source_id
  ORDER BY every DESC, data_sources.user_email NULLS LAST, data_sources.data_source_id NULLS LAST
) AS busiest ON data_sources.user_email IS NOT DISTINCT FROM busiest.user_email
  AND data_sources.data_source_id IS NOT DISTINCT FROM busiest.data_source_id
GROUP BY busiest.user_email, busiest.data_source_id, busiest.every
ORDER BY busiest.every DESC, busiest.user_email NULLS LAST, busiest.data_source_id NULLS LAST
