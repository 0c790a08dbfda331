SELECT `before`.`family` AS `family`, `before`.`log_type` AS `log_type`,
    `alive`.`family` IS NULL AS `family_unused`, `before`.`logs` AS `logs`,
    `before`.`last_at` AS `last_at`
FROM (
  SELECT CASE WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`earlier`.`log_type` IN ('job') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`earlier`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`earlier`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`earlier`.`log_type` IN ('app.publish') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`earlier`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END AS `family`,
      `earlier`.`log_type` AS `log_type`, `earlier`.`logs` AS `logs`,
      `earlier`.`last_at` AS `last_at`
  FROM (
    SELECT `rows`.`log_type` AS `log_type`, toInt64(count(`rows`.`created_at`)) AS `logs`,
        max(`rows`.`created_at`) AS `last_at`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`push_success` AS `push_success`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    INNER JOIN (
      SELECT `types`.`log_type` AS `log_type`, `types`.`pushes` AS `pushes`
      FROM (
        SELECT `told`.`log_type` AS `log_type`, `told`.`family` AS `family`,
            CASE WHEN (`told`.`family` = 'email') THEN 1 WHEN (`told`.`family` = 'sms') THEN 2 WHEN (`told`.`family` = 'push') THEN 4 WHEN (`told`.`family` = 'data_sources') THEN 8 WHEN (`told`.`family` = 'files') THEN 16 WHEN (`told`.`family` = 'ai') THEN 32 WHEN (`told`.`family` = 'events') THEN 64 WHEN (`told`.`family` = 'views') THEN 128 WHEN (`told`.`family` = 'publishing') THEN 256 WHEN (`told`.`family` = 'screens') THEN 512 WHEN (`told`.`family` = 'apps') THEN 1024 WHEN (`told`.`family` = 'widgets') THEN 2048 END AS `bit`,
            `told`.`log_type` = 'job' AS `pushes`
        FROM (
          SELECT `seen`.`log_type` AS `log_type`,
              CASE WHEN lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`seen`.`log_type` IN ('job') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`seen`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`seen`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`seen`.`log_type` IN ('app.publish') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`seen`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`seen`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END AS `family`
          FROM (
            SELECT DISTINCT `spans`.`log_type` AS `log_type`
            FROM (
              SELECT `log_spans`.`category` AS `category`, `log_spans`.`log_type` AS `log_type`,
                  `log_spans`.`app_id` AS `app_id`, `log_spans`.`app_name` AS `app_name`,
                  `log_spans`.`logs` AS `logs`, `log_spans`.`first_at` AS `first_at`,
                  `log_spans`.`last_at` AS `last_at`
              FROM `log_spans`
              WHERE lowerUTF8(`log_spans`.`app_name`) = lowerUTF8('Shop')
                AND `log_spans`.`app_id` IN (1, 2)
            ) AS `spans`
          ) AS `seen`
        ) AS `told`
        WHERE `told`.`family` IS NOT NULL
      ) AS `types`
      WHERE (`types`.`log_type` NOT IN (
        SELECT `now`.`log_type`
        FROM (
          SELECT `counted`.`log_type` AS `log_type`
          FROM (
            SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
                `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
                `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
                `hourly_logs`.`push_success` AS `push_success`,
                `hourly_logs`.`push_failure` AS `push_failure`
            FROM `hourly_logs`
            WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
              AND `hourly_logs`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
              AND `hourly_logs`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
              AND `hourly_logs`.`app_id` IN (1, 2)
          ) AS `counted`
          WHERE `counted`.`log_type` != 'job' UNION DISTINCT
          SELECT `rows`.`log_type` AS `log_type`
          FROM (
            SELECT `logs`.`log_type` AS `log_type`, `logs`.`push_success` AS `push_success`
            FROM `logs`
            WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
              AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
              AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
              AND `logs`.`app_id` IN (1, 2)
              AND `logs`.`log_type` IN ('job')
          ) AS `rows`
          WHERE `rows`.`push_success` IS NOT NULL
        ) AS `now`
      ))
    ) AS `idle` ON `rows`.`log_type` = `idle`.`log_type`
    WHERE NOT `idle`.`pushes` OR `rows`.`push_success` IS NOT NULL
    GROUP BY `rows`.`log_type`
  ) AS `earlier`
  WHERE CASE WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`earlier`.`log_type` IN ('job') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`earlier`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`earlier`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`earlier`.`log_type` IN ('app.publish') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`earlier`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`earlier`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END IS NOT NULL
) AS `before`
LEFT OUTER JOIN (
  SELECT DISTINCT CASE WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('email.%') THEN 'email' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('sms.%') THEN 'sms' WHEN (`now`.`log_type` IN ('job') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'push' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data_sources' WHEN (lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'files' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN (`now`.`log_type` IN ('app.analytics.event')) THEN 'events' WHEN (`now`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'views' WHEN (`now`.`log_type` IN ('app.publish') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.ai.%')) THEN 'screens' WHEN (`now`.`log_type` IN ('app.create', 'app.clone', 'app.remove', 'app.delete') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('app.widget.%')) THEN 'apps' WHEN lowerUTF8(`now`.`log_type`) LIKE lowerUTF8('widget.%') THEN 'widgets' END AS `family`
  FROM (
    SELECT `counted`.`log_type` AS `log_type`
    FROM (
      SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
          `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
          `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
          `hourly_logs`.`push_success` AS `push_success`,
          `hourly_logs`.`push_failure` AS `push_failure`
      FROM `hourly_logs`
      WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        AND `hourly_logs`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `hourly_logs`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `hourly_logs`.`app_id` IN (1, 2)
    ) AS `counted`
    WHERE `counted`.`log_type` != 'job' UNION DISTINCT
    SELECT `rows`.`log_type` AS `log_type`
    FROM (
      SELECT `logs`.`log_type` AS `log_type`, `logs`.`push_success` AS `push_success`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
        AND `logs`.`log_type` IN ('job')
    ) AS `rows`
    WHERE `rows`.`push_success` IS NOT NULL
  ) AS `now`
) AS `alive` ON `alive`.`family` = `before`.`family`
ORDER BY `alive`.`family` IS NULL DESC, `before`.`last_at` DESC, `before`.`log_type`
