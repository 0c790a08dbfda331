SELECT before.family AS family, before.log_type AS log_type, alive.family IS NULL AS family_unused,
    before.logs AS logs, before.last_at AS last_at
FROM (
  SELECT CASE WHEN lower(earlier.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(earlier.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (earlier.log_type IN ('job') OR lower(earlier.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(earlier.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(earlier.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(earlier.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (earlier.log_type IN ('app.analytics.event')) THEN 'events' WHEN (earlier.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (earlier.log_type IN ('app.publish') OR lower(earlier.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(earlier.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (earlier.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(earlier.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(earlier.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family,
      earlier.log_type AS log_type, earlier.logs AS logs, earlier.last_at AS last_at
  FROM (
    SELECT rows.log_type AS log_type, count(rows.created_at) AS logs,
        max(rows.created_at) AS last_at
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.push_success AS push_success
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
    ) AS rows
    JOIN (
      SELECT types.log_type AS log_type, types.pushes AS pushes
      FROM (
        SELECT told.log_type AS log_type, told.family AS family,
            CASE WHEN (told.family = 'email') THEN 1 WHEN (told.family = 'sms') THEN 2 WHEN (told.family = 'push') THEN 4 WHEN (told.family = 'data_sources') THEN 8 WHEN (told.family = 'files') THEN 16 WHEN (told.family = 'ai') THEN 32 WHEN (told.family = 'events') THEN 64 WHEN (told.family = 'views') THEN 128 WHEN (told.family = 'publishing') THEN 256 WHEN (told.family = 'screens') THEN 512 WHEN (told.family = 'apps') THEN 1024 WHEN (told.family = 'widgets') THEN 2048 END AS bit,
            told.log_type = 'job' AS pushes
        FROM (
          SELECT seen.log_type AS log_type,
              CASE WHEN lower(seen.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(seen.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (seen.log_type IN ('job') OR lower(seen.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(seen.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(seen.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(seen.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (seen.log_type IN ('app.analytics.event')) THEN 'events' WHEN (seen.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (seen.log_type IN ('app.publish') OR lower(seen.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(seen.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (seen.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(seen.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(seen.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(seen.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family
          FROM (
            SELECT DISTINCT spans.log_type AS log_type
            FROM (
              SELECT log_spans.category AS category, log_spans.log_type AS log_type,
                  log_spans.app_id AS app_id, log_spans.app_name AS app_name,
                  log_spans.logs AS logs, log_spans.first_at AS first_at,
                  log_spans.last_at AS last_at
              FROM log_spans
              WHERE lower(log_spans.app_name) = lower('Shop')
                AND log_spans.app_id IN (1, 2)
            ) AS spans
          ) AS seen
        ) AS told
        WHERE told.family IS NOT NULL
      ) AS types
      WHERE (types.log_type NOT IN (
        SELECT now.log_type
        FROM (
          SELECT counted.log_type AS log_type
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
          WHERE counted.log_type != 'job' UNION
          SELECT rows.log_type AS log_type
          FROM (
            SELECT logs.log_type AS log_type, logs.push_success AS push_success
            FROM logs
            WHERE lower(logs.app_name) = lower('Shop')
              AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
              AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND logs.log_type IN ('job')
          ) AS rows
          WHERE rows.push_success IS NOT NULL
        ) AS now
      ))
    ) AS idle ON rows.log_type = idle.log_type
    WHERE NOT idle.pushes OR rows.push_success IS NOT NULL
    GROUP BY rows.log_type
  ) AS earlier
  WHERE CASE WHEN lower(earlier.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(earlier.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (earlier.log_type IN ('job') OR lower(earlier.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(earlier.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(earlier.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(earlier.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (earlier.log_type IN ('app.analytics.event')) THEN 'events' WHEN (earlier.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (earlier.log_type IN ('app.publish') OR lower(earlier.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(earlier.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (earlier.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(earlier.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(earlier.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END IS NOT NULL
) AS before
LEFT OUTER JOIN (
  SELECT DISTINCT CASE WHEN lower(now.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(now.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (now.log_type IN ('job') OR lower(now.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(now.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(now.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(now.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (now.log_type IN ('app.analytics.event')) THEN 'events' WHEN (now.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (now.log_type IN ('app.publish') OR lower(now.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(now.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (now.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(now.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(now.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family
  FROM (
    SELECT counted.log_type AS log_type
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
    WHERE counted.log_type != 'job' UNION
    SELECT rows.log_type AS log_type
    FROM (
      SELECT logs.log_type AS log_type, logs.push_success AS push_success
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND logs.log_type IN ('job')
    ) AS rows
    WHERE rows.push_success IS NOT NULL
  ) AS now
) AS alive ON alive.family = before.family
ORDER BY alive.family IS NULL DESC, before.last_at DESC, before.log_type
