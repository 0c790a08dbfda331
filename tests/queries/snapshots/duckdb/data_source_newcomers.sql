SELECT firsts.user_email AS "user", firsts.data_source_id, firsts.use, firsts.first_at,
    data_sources.log_type, data_sources.app_id, data_sources.app_name AS app,
    data_sources.page_title AS screen, firsts.logs, firsts.id
FROM (
  SELECT counted.user_email AS user_email, counted.data_source_id AS data_source_id,
      counted.use AS use, counted.first_at AS first_at, counted.id AS id, counted.logs AS logs
  FROM (
    SELECT data_sources.user_email AS user_email, data_sources.data_source_id AS data_source_id,
        data_sources.use AS use, min(data_sources.created_at) AS first_at,
        arg_min(data_sources.id, (data_sources.created_at, data_sources.id)) FILTER (WHERE data_sources.id IS NOT NULL) AS id,
        count(data_sources.created_at) AS logs
    FROM (
      SELECT worded.created_at AS created_at, worded.log_type AS log_type,
          worded.user_email AS user_email, worded.app_id AS app_id, worded.app_name AS app_name,
          worded.data_source_id AS data_source_id, worded.id AS id, worded.word AS word,
          CASE WHEN (worded.word IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (worded.word IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS use
      FROM (
        SELECT rows.created_at AS created_at, rows.log_type AS log_type,
            rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
            rows.data_source_id AS data_source_id, rows.id AS id,
            lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS word
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
              logs.data_source_id AS data_source_id, logs.id AS id
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND lower(logs.log_type) LIKE lower('dataSource.%') ESCAPE '\'
        ) AS rows
      ) AS worded
    ) AS data_sources
    WHERE data_sources.user_email IS NOT NULL
      AND data_sources.data_source_id IS NOT NULL
      AND data_sources.use IN ('reads', 'writes')
    GROUP BY data_sources.user_email, data_sources.data_source_id, data_sources.use
  ) AS counted
  LEFT OUTER JOIN (
    SELECT DISTINCT data_sources.user_email AS user_email,
        data_sources.data_source_id AS data_source_id, data_sources.use AS use
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
            AND logs.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND lower(logs.log_type) LIKE lower('dataSource.%') ESCAPE '\'
        ) AS rows
      ) AS worded
    ) AS data_sources
    WHERE data_sources.user_email IS NOT NULL
      AND data_sources.data_source_id IS NOT NULL
      AND data_sources.use IN ('reads', 'writes')
  ) AS earlier ON counted.user_email = earlier.user_email
    AND counted.data_source_id = earlier.data_source_id
    AND counted.use = earlier.use
  WHERE earlier.user_email IS NULL
  ORDER BY counted.first_at DESC, counted.id DESC
) AS firsts
JOIN (
  SELECT worded.created_at AS created_at, worded.log_type AS log_type,
      worded.user_email AS user_email, worded.app_id AS app_id, worded.app_name AS app_name,
      worded.data_source_id AS data_source_id, worded.id AS id, worded.page_title AS page_title,
      worded.word AS word,
      CASE WHEN (worded.word IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (worded.word IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS use
  FROM (
    SELECT rows.created_at AS created_at, rows.log_type AS log_type, rows.user_email AS user_email,
        rows.app_id AS app_id, rows.app_name AS app_name, rows.data_source_id AS data_source_id,
        rows.id AS id, rows.page_title AS page_title,
        lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS word
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
          logs.data_source_id AS data_source_id, logs.id AS id, logs.page_title AS page_title
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND lower(logs.log_type) LIKE lower('dataSource.%') ESCAPE '\'
    ) AS rows
  ) AS worded
) AS data_sources ON data_sources.id = firsts.id
ORDER BY firsts.first_at DESC, firsts.id DESC
