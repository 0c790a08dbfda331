SELECT figures."at", sum(figures.active_users) AS active_users, sum(figures.views) AS views,
    sum(figures.errors) AS errors, sum(figures.published) AS published,
    sum(figures.builds) AS builds, sum(figures.push_success) AS push_success,
    sum(figures.push_failure) AS push_failure
FROM (
  SELECT types."at" AS "at", 0 AS active_users,
      sum(CASE WHEN (types.log_type IN ('app.analytics.pageView', 'app.view')) THEN types.logs ELSE 0 END) AS views,
      sum(CASE WHEN lower(types.log_type) LIKE lower('app.error.%') ESCAPE '\' THEN types.logs ELSE 0 END) AS errors,
      sum(CASE WHEN (types.log_type IN ('app.publish') OR lower(types.log_type) LIKE lower('app.publish.%') ESCAPE '\') THEN types.logs ELSE 0 END) AS published,
      sum(CASE WHEN (types.log_type IN ('app.submission.build')) THEN types.logs ELSE 0 END) AS builds,
      sum(types.push_success) AS push_success, sum(types.push_failure) AS push_failure
  FROM (
    SELECT date_trunc('hour', counted.hour) AS "at", counted.log_type AS log_type,
        sum(counted.logs) AS logs, coalesce(sum(counted.push_success), 0) AS push_success,
        coalesce(sum(counted.push_failure), 0) AS push_failure
    FROM (
      SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
          hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
          hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
          hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
      FROM hourly_logs
      WHERE lower(hourly_logs.app_name) = lower('Shop')
        AND hourly_logs.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND hourly_logs.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND hourly_logs.app_id IN (1, 2)
    ) AS counted
    GROUP BY date_trunc('hour', counted.hour), counted.log_type
  ) AS types
  GROUP BY types."at"
  UNION ALL
  SELECT date_trunc('hour', counted.hour) AS "at",
      count(DISTINCT counted.user_email) AS active_users, 0 AS views, 0 AS errors, 0 AS published,
      0 AS builds, 0 AS push_success, 0 AS push_failure
  FROM (
    SELECT hourly_users.hour AS hour, hourly_users.category AS category,
        hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
        hourly_users.user_email AS user_email, hourly_users.logs AS logs
    FROM hourly_users
    WHERE lower(hourly_users.app_name) = lower('Shop')
      AND hourly_users.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND hourly_users.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND hourly_users.app_id IN (1, 2)
  ) AS counted
  GROUP BY date_trunc('hour', counted.hour)
) AS figures
GROUP BY figures."at"
ORDER BY figures."at"
