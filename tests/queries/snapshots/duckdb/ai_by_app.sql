SELECT counted.app_id, counted.app, counted.requests, counted.completions, counted.images,
    counted.transcriptions, counted.embeddings, counted.other, counted.users, counted.last_at
FROM (
  SELECT feature.app_id AS app_id,
      arg_max(feature.app_name, (feature.created_at, feature.app_name)) FILTER (WHERE feature.app_name IS NOT NULL) AS app,
      count(feature.created_at) AS requests,
      count(*) FILTER (WHERE feature.kind = 'completions') AS completions,
      count(*) FILTER (WHERE feature.kind = 'images') AS images,
      count(*) FILTER (WHERE feature.kind = 'transcriptions') AS transcriptions,
      count(*) FILTER (WHERE feature.kind = 'embeddings') AS embeddings,
      count(*) FILTER (WHERE feature.kind = 'other') AS other,
      count(DISTINCT feature.user_email) AS users, max(feature.created_at) AS last_at,
      count(feature.created_at) AS every,
      CASE WHEN (feature.app_id IS NULL) THEN feature.app_name END AS name_alone
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
        rows.user_email AS user_email, rows.app_id AS app_id, rows.app_name AS app_name,
        CASE WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('completions', 'completion')) THEN 'completions' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('image', 'images')) THEN 'images' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('audio', 'transcription', 'transcriptions')) THEN 'transcriptions' WHEN (lower(regexp_extract(rows.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('embeddings', 'embedding')) THEN 'embeddings' ELSE 'other' END AS kind
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND lower(logs.log_type) LIKE lower('ai.%') ESCAPE '\'
    ) AS rows
  ) AS feature
  GROUP BY feature.app_id, CASE WHEN (feature.app_id IS NULL) THEN feature.app_name END
) AS counted
ORDER BY counted.every DESC, counted.app_id NULLS LAST, counted.name_alone NULLS LAST
