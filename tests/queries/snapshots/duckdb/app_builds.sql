WITH tries AS (
  SELECT rows.id AS id, rows.created_at AS created_at, rows.app_id AS app_id,
      rows.app_name AS app_name, rows.submission_id AS submission_id, rows.platform AS platform,
      rows.log_type AS log_type, rows.status AS status, rows.reason AS reason,
      rows.user_email AS user_email,
      coalesce(rows.submission_id, 'log ' || CAST(rows.id AS VARCHAR)) AS submission,
      sum(CASE WHEN (rows.log_type = 'app.submission.build') THEN 1 ELSE 0 END) OVER (PARTITION BY coalesce(rows.submission_id, 'log ' || CAST(rows.id AS VARCHAR)) ORDER BY rows.created_at, CASE WHEN (rows.log_type = 'app.submission.build') THEN 1 ELSE 0 END DESC, rows.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.submission_id AS submission_id, logs.platform AS platform,
        logs.log_type AS log_type, logs.status AS status, logs.reason AS reason,
        logs.user_email AS user_email
    FROM logs
    WHERE logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('app.submission.build', 'app.submission.report'), false)
  ) AS rows
)
SELECT builds.requested_at, builds.app_id, builds.app_name AS app, builds.submission_id,
    builds.platform, builds.requested_by, builds.outcome,
    coalesce(builds.status, CASE WHEN (builds.report_id IS NULL) THEN 'no report yet' ELSE 'not given' END) AS status,
    builds.reported_at, CAST(builds.micros AS DOUBLE) / NULLIF(1000000, 0) AS seconds,
    builds.reason, builds.id, builds.report_id
FROM (
  SELECT coalesce(requests.created_at, reports.created_at) AS "at",
      requests.created_at AS requested_at, coalesce(requests.app_id, reports.app_id) AS app_id,
      coalesce(requests.app_name, reports.app_name) AS app_name,
      coalesce(requests.submission_id, reports.submission_id) AS submission_id,
      coalesce(requests.platform, reports.platform) AS platform,
      requests.user_email AS requested_by,
      CASE WHEN (reports.id IS NULL) THEN 'no report' WHEN (lower(reports.status) IN ('completed', 'success', 'successful', 'succeeded', 'ready-for-testing', 'tested')) THEN 'succeeded' WHEN (lower(reports.status) IN ('failed', 'failure', 'error')) THEN 'failed' ELSE 'other' END AS outcome,
      reports.status AS status, reports.created_at AS reported_at,
      (epoch_us(reports.created_at) - epoch_us(requests.created_at)) AS micros,
      reports.reason AS reason, requests.id AS id, reports.id AS report_id
  FROM (
    SELECT tries.id AS id, tries.created_at AS created_at, tries.app_id AS app_id,
        tries.app_name AS app_name, tries.submission_id AS submission_id,
        tries.platform AS platform, tries.log_type AS log_type, tries.status AS status,
        tries.reason AS reason, tries.user_email AS user_email, tries.submission AS submission,
        tries.number AS number
    FROM tries
    WHERE tries.log_type = 'app.submission.build'
  ) AS requests FULL OUTER
  JOIN (
    SELECT ranked.id AS id, ranked.created_at AS created_at, ranked.app_id AS app_id,
        ranked.app_name AS app_name, ranked.submission_id AS submission_id,
        ranked.platform AS platform, ranked.log_type AS log_type, ranked.status AS status,
        ranked.reason AS reason, ranked.user_email AS user_email, ranked.submission AS submission,
        ranked.number AS number, ranked.place AS place
    FROM (
      SELECT tries.id AS id, tries.created_at AS created_at, tries.app_id AS app_id,
          tries.app_name AS app_name, tries.submission_id AS submission_id,
          tries.platform AS platform, tries.log_type AS log_type, tries.status AS status,
          tries.reason AS reason, tries.user_email AS user_email, tries.submission AS submission,
          tries.number AS number,
          row_number() OVER (PARTITION BY tries.submission, tries.number ORDER BY tries.created_at DESC, tries.id DESC) AS place
      FROM tries
      WHERE tries.log_type = 'app.submission.report'
    ) AS ranked
    WHERE ranked.place = 1
  ) AS reports ON requests.submission = reports.submission
    AND requests.number = reports.number
  WHERE coalesce(requests.id, reports.id) IN (
    SELECT rows.id
    FROM (
      SELECT logs.id AS id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('app.submission.build', 'app.submission.report'), false)
    ) AS rows
  )
) AS builds
ORDER BY builds."at" DESC, coalesce(builds.id, builds.report_id) DESC
