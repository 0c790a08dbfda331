SELECT places."at", places.data_source_id, places.reads, places.writes, places.unclassified
FROM (
  SELECT totals."at" AS "at", totals.data_source_id AS data_source_id, totals.reads AS reads,
      totals.writes AS writes, totals.unclassified AS unclassified, totals.every AS every,
      totals.total AS total,
      dense_rank() OVER (ORDER BY totals.total DESC, totals.data_source_id NULLS LAST) AS place
  FROM (
    SELECT counted."at" AS "at", counted.data_source_id AS data_source_id, counted.reads AS reads,
        counted.writes AS writes, counted.unclassified AS unclassified, counted.every AS every,
        sum(counted.every) OVER (PARTITION BY counted.data_source_id) AS total
    FROM (
      SELECT date_trunc('hour', data_sources.created_at) AS "at",
          data_sources.data_source_id AS data_source_id,
          count(*) FILTER (WHERE data_sources.use = 'reads') AS reads,
          count(*) FILTER (WHERE data_sources.use = 'writes') AS writes,
          count(*) FILTER (WHERE data_sources.use = 'unclassified') AS unclassified,
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
      GROUP BY date_trunc('hour', data_sources.created_at), data_sources.data_source_id
    ) AS counted
  ) AS totals
) AS places
WHERE places.place <= 10
ORDER BY places."at", places.place
