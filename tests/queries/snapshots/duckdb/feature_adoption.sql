SELECT used.family, coalesce(users.users, 0) AS users, used.apps, used.logs,
    coalesce(users.new_users, 0) AS new_users,
    coalesce(users.users - users.new_users, 0) AS returning_users,
    coalesce(users.users_before, 0) AS users_before, used.last_at
FROM (
  SELECT types.family AS family,
      count(DISTINCT coalesce(CAST(each.app_id AS VARCHAR), ':' || each.app_name)) AS apps,
      sum(each.logs) AS logs, max(each.last_at) AS last_at
  FROM (
    SELECT possible.log_type AS log_type, possible.app_id AS app_id, possible.app_name AS app_name,
        count(possible.created_at) AS logs, max(possible.created_at) AS last_at
    FROM (
      SELECT rows.created_at AS created_at, rows.log_type AS log_type, rows.app_id AS app_id,
          rows.app_name AS app_name
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.push_success AS push_success, logs.app_id AS app_id, logs.app_name AS app_name
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
      WHERE rows.log_type != 'job' OR rows.push_success IS NOT NULL
    ) AS possible
    GROUP BY possible.log_type, possible.app_id, possible.app_name
  ) AS each
  JOIN (
    SELECT told.log_type AS log_type, told.family AS family
    FROM (
      SELECT seen.log_type AS log_type,
          CASE WHEN lower(seen.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(seen.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (seen.log_type IN ('job') OR lower(seen.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(seen.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(seen.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(seen.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (seen.log_type IN ('app.analytics.event')) THEN 'events' WHEN (seen.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (seen.log_type IN ('app.publish') OR lower(seen.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(seen.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (seen.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(seen.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(seen.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family
      FROM (
        SELECT DISTINCT counted.log_type AS log_type
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
      ) AS seen
    ) AS told
    WHERE told.family IS NOT NULL
  ) AS types ON types.log_type = each.log_type
  GROUP BY types.family
) AS used
LEFT OUTER JOIN (
  SELECT sums.family AS family, count(*) FILTER (WHERE sums.inside > 0) AS users,
      count(*) FILTER (WHERE sums.inside > 0 AND sums.earlier = 0) AS new_users,
      count(*) FILTER (WHERE sums.shortly > 0) AS users_before
  FROM (
    SELECT types.family AS family, each.user_email AS user_email, sum(each.inside) AS inside,
        sum(each.earlier) AS earlier, sum(each.shortly) AS shortly
    FROM (
      SELECT possible.log_type AS log_type, possible.user_email AS user_email,
          count(*) FILTER (WHERE possible.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)) AS inside,
          count(*) FILTER (WHERE possible.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)) AS earlier,
          count(*) FILTER (WHERE possible.created_at >= CAST('2026-08-30 22:00:00' AS TIMESTAMP) AND possible.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)) AS shortly
      FROM (
        SELECT rows.created_at AS created_at, rows.log_type AS log_type,
            rows.user_email AS user_email
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.push_success AS push_success, logs.user_email AS user_email
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
        ) AS rows
        WHERE rows.log_type != 'job' OR rows.push_success IS NOT NULL
      ) AS possible
      WHERE possible.user_email IS NOT NULL
      GROUP BY possible.log_type, possible.user_email
    ) AS each
    JOIN (
      SELECT told.log_type AS log_type, told.family AS family
      FROM (
        SELECT seen.log_type AS log_type,
            CASE WHEN lower(seen.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(seen.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (seen.log_type IN ('job') OR lower(seen.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(seen.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(seen.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(seen.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (seen.log_type IN ('app.analytics.event')) THEN 'events' WHEN (seen.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (seen.log_type IN ('app.publish') OR lower(seen.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(seen.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (seen.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(seen.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(seen.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family
        FROM (
          SELECT DISTINCT counted.log_type AS log_type
          FROM (
            SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
                hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
                hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
                hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
            FROM hourly_logs
            WHERE lower(hourly_logs.app_name) = lower('Shop')
              AND hourly_logs.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND hourly_logs.app_id IN (1, 2)
          ) AS counted
        ) AS seen
      ) AS told
      WHERE told.family IS NOT NULL
    ) AS types ON types.log_type = each.log_type
    GROUP BY types.family, each.user_email
  ) AS sums
  GROUP BY sums.family
) AS users ON users.family = used.family
ORDER BY coalesce(users.users, 0) DESC, used.logs DESC, used.family
