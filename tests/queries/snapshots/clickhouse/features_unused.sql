SELECT `before`.`family` AS `family`, `before`.`log_type` AS `log_type`,
    `alive`.`family` IS NULL AS `family_unused`, `before`.`logs` AS `logs`,
    `before`.`last_at` AS `last_at`
FROM (
  SELECT CASE WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`earlier`.`log_type` IN ('job') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`earlier`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`earlier`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`earlier`.`log_type` IN ('app.publish') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`earlier`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END AS `family`,
      `earlier`.`log_type` AS `log_type`, `earlier`.`logs` AS `logs`,
      `earlier`.`last_at` AS `last_at`
  FROM (
    SELECT `possible`.`log_type` AS `log_type`, toInt64(count(`possible`.`created_at`)) AS `logs`,
        max(`possible`.`created_at`) AS `last_at`
    FROM (
      SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`
      FROM (
        SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
            `logs`.`push_success` AS `push_success`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
      ) AS `rows`
      WHERE `rows`.`log_type` != 'job' OR `rows`.`push_success` IS NOT NULL
    ) AS `possible`
    GROUP BY `possible`.`log_type`
  ) AS `earlier`
  WHERE CASE WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`earlier`.`log_type` IN ('job') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`earlier`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`earlier`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`earlier`.`log_type` IN ('app.publish') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`earlier`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END IS NOT NULL
) AS `before`
LEFT OUTER JOIN (
  SELECT DISTINCT `possible`.`log_type` AS `log_type`
  FROM (
    SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`push_success` AS `push_success`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    WHERE `rows`.`log_type` != 'job' OR `rows`.`push_success` IS NOT NULL
  ) AS `possible`
) AS `now` ON `now`.`log_type` = `before`.`log_type`
LEFT OUTER JOIN (
  SELECT DISTINCT CASE WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`now`.`log_type` IN ('job') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`now`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`now`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`now`.`log_type` IN ('app.publish') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`now`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END AS `family`
  FROM (
    SELECT DISTINCT `possible`.`log_type` AS `log_type`
    FROM (
      SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`
      FROM (
        SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
            `logs`.`push_success` AS `push_success`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
      ) AS `rows`
      WHERE `rows`.`log_type` != 'job' OR `rows`.`push_success` IS NOT NULL
    ) AS `possible`
  ) AS `now`
) AS `alive` ON `alive`.`family` = `before`.`family`
WHERE `now`.`log_type` IS NULL
ORDER BY `alive`.`family` IS NULL DESC, `before`.`last_at` DESC, `before`.`log_type`
