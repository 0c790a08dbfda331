SELECT coalesce(sum(figures.logs), 0) AS logs,
    coalesce(sum(figures.active_users), 0) AS active_users,
    coalesce(sum(figures.active_apps), 0) AS active_apps,
    coalesce(sum(figures.logins), 0) AS logins,
    coalesce(sum(figures.failed_logins), 0) AS failed_logins,
    coalesce(sum(figures.failed_deliveries), 0) AS failed_deliveries
FROM (
  SELECT sum(counted.logs) AS logs, 0 AS active_users, 0 AS active_apps, 0 AS logins,
      0 AS failed_logins,
      coalesce(sum(CASE WHEN (counted.log_type IN ('email.bounced', 'email.rejected')) THEN counted.logs ELSE 0 END), 0) + coalesce(sum(counted.push_failure), 0) AS failed_deliveries
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
  UNION ALL
  SELECT 0 AS logs, count(DISTINCT counted.user_email) AS active_users, 0 AS active_apps,
      0 AS logins, 0 AS failed_logins, 0 AS failed_deliveries
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
  UNION ALL
  SELECT 0 AS logs, 0 AS active_users, count(apps.one) AS active_apps, 0 AS logins,
      0 AS failed_logins, 0 AS failed_deliveries
  FROM (
    SELECT counted.app_id AS app_id,
        CASE WHEN (counted.app_id IS NULL) THEN counted.app_name END AS name_alone, 1 AS one
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
    WHERE counted.app_id IS NOT NULL OR counted.app_name IS NOT NULL
    GROUP BY counted.app_id, CASE WHEN (counted.app_id IS NULL) THEN counted.app_name END
  ) AS apps
  UNION ALL
  SELECT 0 AS logs, 0 AS active_users, 0 AS active_apps, sum(attempts.attempts) AS logins,
      sum(attempts.failed) AS failed_logins, 0 AS failed_deliveries
  FROM (
    SELECT tried.created_at AS "at",
        tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
        tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
    FROM (
      SELECT attempts.id AS id, attempts.companion_id AS companion_id,
          attempts.created_at AS created_at, attempts.log_type AS log_type,
          attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
          attempts.user_email AS user_email, attempts.user_id AS user_id,
          attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
          attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
          attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
          attempts.run_until AS run_until
      FROM attempts
      WHERE lower(attempts.app_name) = lower('Shop')
        AND attempts.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND attempts.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND attempts.app_id IN (1, 2)
    ) AS tried
  ) AS attempts
) AS figures
