SELECT sums.logins, sums.succeeded, sums.failed, sums.first, sums.sso,
    CAST(sums.failed AS DOUBLE) / NULLIF(sums.logins, 0) AS failure_rate,
    CAST(sums.sso AS DOUBLE) / NULLIF(sums.logins - sums.failed, 0) AS sso_share,
    sums.users_with_failures, sums.two_factor_added, sums.two_factor_removed,
    sums.membership_changes
FROM (
  SELECT coalesce(sum(figures.logins), 0) AS logins,
      coalesce(sum(figures.succeeded), 0) AS succeeded, coalesce(sum(figures.failed), 0) AS failed,
      coalesce(sum(figures.first), 0) AS first, coalesce(sum(figures.sso), 0) AS sso,
      coalesce(sum(figures.users_with_failures), 0) AS users_with_failures,
      coalesce(sum(figures.two_factor_added), 0) AS two_factor_added,
      coalesce(sum(figures.two_factor_removed), 0) AS two_factor_removed,
      coalesce(sum(figures.membership_changes), 0) AS membership_changes
  FROM (
    SELECT sum(attempts.attempts) AS logins, sum(attempts.succeeded) AS succeeded,
        sum(attempts.failed) AS failed, sum(attempts.first) AS first, sum(attempts.sso) AS sso,
        count(DISTINCT CASE WHEN (attempts.failed > 0) THEN attempts.user_email END) AS users_with_failures,
        0 AS two_factor_added, 0 AS two_factor_removed, 0 AS membership_changes
    FROM (
      SELECT clusters."at" AS "at", clusters.last_at AS last_at, clusters.user_email AS user_email,
          greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) AS attempts,
          greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) - (clusters.failed + clusters.first + clusters.sso) AS succeeded,
          clusters.failed AS failed, clusters.first AS first, clusters.sso AS sso
      FROM (
        SELECT min(numbered.created_at) AS "at", max(numbered.created_at) AS last_at,
            max(numbered.user_email) AS user_email,
            count(*) FILTER (WHERE numbered.log_type = 'user.login') AS plain,
            count(*) FILTER (WHERE numbered.log_type = 'user.login.failed') AS failed,
            count(*) FILTER (WHERE numbered.log_type = 'user.login.first') AS first,
            greatest(count(*) FILTER (WHERE numbered.log_type = 'user.login.sso') - count(*) FILTER (WHERE numbered.log_type = 'user.login.first'), 0) AS sso,
            count(*) FILTER (WHERE (numbered.log_type NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso'))) AS other
        FROM (
          SELECT marked.created_at AS created_at, marked.log_type AS log_type,
              marked.user_email AS user_email, marked.who AS who,
              sum(marked.begins) OVER (PARTITION BY marked.who ORDER BY marked.created_at, marked.id) AS cluster
          FROM (
            SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
                rows.user_email AS user_email,
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
    UNION ALL
    SELECT 0 AS logins, 0 AS succeeded, 0 AS failed, 0 AS first, 0 AS sso, 0 AS users_with_failures,
        coalesce(sum(CASE WHEN (counted.log_type IN ('user.twofactor.add')) THEN counted.logs ELSE 0 END), 0) AS two_factor_added,
        coalesce(sum(CASE WHEN (counted.log_type IN ('user.twofactor.remove', 'organization.user.twofactor.remove')) THEN counted.logs ELSE 0 END), 0) AS two_factor_removed,
        coalesce(sum(CASE WHEN (counted.log_type IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')) THEN counted.logs ELSE 0 END), 0) AS membership_changes
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
        AND coalesce(hourly_logs.log_type IN ('user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'), false)
    ) AS counted
  ) AS figures
) AS sums
