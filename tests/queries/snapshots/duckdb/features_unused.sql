SELECT before.family AS family, before.log_type AS log_type, alive.family IS NULL AS family_unused,
    before.logs AS logs, before.last_at AS last_at
FROM (
  SELECT CASE WHEN lower(earlier.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(earlier.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (earlier.log_type IN ('job') OR lower(earlier.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(earlier.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(earlier.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(earlier.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (earlier.log_type IN ('app.analytics.event')) THEN 'events' WHEN (earlier.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (earlier.log_type IN ('app.publish') OR lower(earlier.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(earlier.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (earlier.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(earlier.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(earlier.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family,
      earlier.log_type AS log_type, earlier.logs AS logs, earlier.last_at AS last_at
  FROM (
    SELECT possible.log_type AS log_type, count(possible.created_at) AS logs,
        max(possible.created_at) AS last_at
    FROM (
      SELECT rows.created_at AS created_at, rows.log_type AS log_type
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.push_success AS push_success
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
      WHERE rows.log_type != 'job' OR rows.push_success IS NOT NULL
    ) AS possible
    GROUP BY possible.log_type
  ) AS earlier
  WHERE CASE WHEN lower(earlier.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(earlier.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (earlier.log_type IN ('job') OR lower(earlier.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(earlier.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(earlier.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(earlier.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (earlier.log_type IN ('app.analytics.event')) THEN 'events' WHEN (earlier.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (earlier.log_type IN ('app.publish') OR lower(earlier.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(earlier.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (earlier.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(earlier.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(earlier.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(earlier.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END IS NOT NULL
) AS before
LEFT OUTER JOIN (
  SELECT DISTINCT possible.log_type AS log_type
  FROM (
    SELECT rows.created_at AS created_at, rows.log_type AS log_type
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.push_success AS push_success
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
    ) AS rows
    WHERE rows.log_type != 'job' OR rows.push_success IS NOT NULL
  ) AS possible
) AS now ON now.log_type = before.log_type
LEFT OUTER JOIN (
  SELECT DISTINCT CASE WHEN lower(now.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'email' WHEN lower(now.log_type) LIKE lower('sms.%') ESCAPE '\' THEN 'sms' WHEN (now.log_type IN ('job') OR lower(now.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'push' WHEN lower(now.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data_sources' WHEN (lower(now.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'files' WHEN lower(now.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN (now.log_type IN ('app.analytics.event')) THEN 'events' WHEN (now.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (now.log_type IN ('app.publish') OR lower(now.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(now.log_type) LIKE lower('app.page.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.pages.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.ai.%') ESCAPE '\') THEN 'screens' WHEN (now.log_type IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lower(now.log_type) LIKE lower('app.settings.%') ESCAPE '\' OR lower(now.log_type) LIKE lower('app.widget.%') ESCAPE '\') THEN 'apps' WHEN lower(now.log_type) LIKE lower('widget.%') ESCAPE '\' THEN 'widgets' END AS family
  FROM (
    SELECT DISTINCT possible.log_type AS log_type
    FROM (
      SELECT rows.created_at AS created_at, rows.log_type AS log_type
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.push_success AS push_success
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
      WHERE rows.log_type != 'job' OR rows.push_success IS NOT NULL
    ) AS possible
  ) AS now
) AS alive ON alive.family = before.family
WHERE now.log_type IS NULL
ORDER BY alive.family IS NULL DESC, before.last_at DESC, before.log_type
