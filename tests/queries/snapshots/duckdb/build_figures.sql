SELECT coalesce(figures.requested, 0) AS requested, coalesce(figures.succeeded, 0) AS succeeded,
    coalesce(figures.failed, 0) AS failed, coalesce(figures.other, 0) AS other,
    coalesce(figures.no_report, 0) AS no_report,
    coalesce(figures.without_request, 0) AS without_request,
    CAST(figures.succeeded AS DOUBLE) / NULLIF(figures.succeeded + figures.failed, 0) AS success_ratio,
    CAST(figures.micros AS DOUBLE) / NULLIF(1000000, 0) AS median_seconds
FROM (
  SELECT count(builds.requested_at) AS requested,
      count(*) FILTER (WHERE builds.requested_at IS NOT NULL AND builds.outcome = 'succeeded') AS succeeded,
      count(*) FILTER (WHERE builds.requested_at IS NOT NULL AND builds.outcome = 'failed') AS failed,
      count(*) FILTER (WHERE builds.requested_at IS NOT NULL AND builds.outcome = 'other') AS other,
      count(*) FILTER (WHERE builds.requested_at IS NOT NULL AND builds.outcome = 'no report') AS no_report,
      count(*) FILTER (WHERE builds.requested_at IS NULL) AS without_request,
      quantile_cont(builds.micros, 0.5) AS micros
  FROM (
    SELECT coalesce(rows.created_at, reports.created_at) AS "at", rows.created_at AS requested_at,
        coalesce(rows.app_id, reports.app_id) AS app_id,
        coalesce(rows.app_name, reports.app_name) AS app_name,
        coalesce(rows.submission_id, reports.submission_id) AS submission_id,
        coalesce(rows.platform, reports.platform) AS platform, rows.user_email AS requested_by,
        CASE WHEN (reports.id IS NULL) THEN 'no report' WHEN (lower(reports.status) IN ('completed', 'success', 'successful', 'succeeded', 'ready-for-testing', 'tested')) THEN 'succeeded' WHEN (lower(reports.status) IN ('failed', 'failure', 'error')) THEN 'failed' ELSE 'other' END AS outcome,
        reports.status AS status, reports.created_at AS reported_at,
        (epoch_us(reports.created_at) - epoch_us(rows.created_at)) AS micros,
        reports.reason AS reason, rows.id AS id, reports.id AS report_id
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.app_id AS app_id,
          logs.app_name AS app_name, logs.submission_id AS submission_id, logs.platform AS platform,
          logs.user_email AS user_email
      FROM logs
      WHERE logs.app_id IN (1, 2)
        AND logs.log_type IN ('app.submission.build')
    ) AS rows FULL OUTER
    JOIN (
      SELECT ranked.id AS id, ranked.created_at AS created_at, ranked.app_id AS app_id,
          ranked.app_name AS app_name, ranked.submission_id AS submission_id,
          ranked.platform AS platform, ranked.status AS status, ranked.reason AS reason,
          ranked.place AS place
      FROM (
        SELECT rows.id AS id, rows.created_at AS created_at, rows.app_id AS app_id,
            rows.app_name AS app_name, rows.submission_id AS submission_id,
            rows.platform AS platform, rows.status AS status, rows.reason AS reason,
            row_number() OVER (PARTITION BY coalesce(rows.submission_id, 'log ' || CAST(rows.id AS VARCHAR)) ORDER BY rows.created_at DESC, rows.id DESC) AS place
        FROM (
          SELECT logs.id AS id, logs.created_at AS created_at, logs.app_id AS app_id,
              logs.app_name AS app_name, logs.submission_id AS submission_id,
              logs.platform AS platform, logs.status AS status, logs.reason AS reason
          FROM logs
          WHERE logs.app_id IN (1, 2)
            AND logs.log_type IN ('app.submission.report')
        ) AS rows
      ) AS ranked
      WHERE ranked.place = 1
    ) AS reports ON rows.submission_id = reports.submission_id
    WHERE coalesce(rows.id, reports.id) IN (
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
) AS figures
