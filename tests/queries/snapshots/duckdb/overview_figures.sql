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
    SELECT clusters."at" AS "at", clusters.last_at AS last_at,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) AS attempts,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) - (clusters.failed + clusters.first + clusters.sso) AS succeeded,
        clusters.failed AS failed, clusters.first AS first, clusters.sso AS sso
    FROM (
      SELECT min(numbered.created_at) AS "at", max(numbered.created_at) AS last_at,
          count(*) FILTER (WHERE numbered.log_type = 'user.login') AS plain,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.failed') AS failed,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.first') AS first,
          greatest(count(*) FILTER (WHERE numbered.log_type = 'user.login.sso') - count(*) FILTER (WHERE numbered.log_type = 'user.login.first'), 0) AS sso,
          count(*) FILTER (WHERE (numbered.log_type NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso'))) AS other
      FROM (
        SELECT marked.created_at AS created_at, marked.log_type AS log_type, marked.who AS who,
            sum(marked.begins) OVER (PARTITION BY marked.who ORDER BY marked.created_at, marked.id) AS cluster
        FROM (
          SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
              coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') AS who,
              CASE WHEN (rows.created_at > make_timestamp(epoch_us(lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') ORDER BY rows.created_at, rows.id)) + 1000000 * CAST(2 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                logs.user_email AS user_email, logs.user_id AS user_id
            FROM logs
            WHERE lower(logs.app_name) = lower('Shop')
              AND logs.created_at >= CAST('2026-09-30 22:59:58' AS TIMESTAMP)
              AND logs.created_at < CAST('2026-11-01 01:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
          ) AS rows
        ) AS marked
      ) AS numbered
      GROUP BY numbered.who, numbered.cluster
    ) AS clusters
    WHERE clusters."at" >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND clusters."at" < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ) AS attempts
) AS figures
