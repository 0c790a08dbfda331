SELECT `used`.`family`, coalesce(`users`.`users`, 0) AS `users`, `used`.`apps`, `used`.`logs`,
    coalesce(`users`.`new_users`, 0) AS `new_users`,
    coalesce(`users`.`users` - `users`.`new_users`, 0) AS `returning_users`,
    coalesce(`users`.`users_before`, 0) AS `users_before`, `used`.`last_at`
FROM (
  SELECT `each`.`family` AS `family`,
      toInt64(count(DISTINCT coalesce(toString(`each`.`app_id`), ':' || `each`.`app_name`))) AS `apps`,
      sum(`each`.`logs`) AS `logs`, max(`each`.`last_at`) AS `last_at`
  FROM (
    SELECT `types`.`family` AS `family`, `rows`.`app_id` AS `app_id`,
        `rows`.`app_name` AS `app_name`, toInt64(count(`rows`.`created_at`)) AS `logs`,
        max(`rows`.`created_at`) AS `last_at`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`push_success` AS `push_success`, `logs`.`app_id` AS `app_id`,
          `logs`.`app_name` AS `app_name`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    INNER JOIN (
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
    ) AS `types` ON `rows`.`log_type` = `types`.`log_type`
    WHERE NOT `types`.`pushes` OR `rows`.`push_success` IS NOT NULL
    GROUP BY `types`.`family`, `rows`.`app_id`, `rows`.`app_name`
  ) AS `each`
  GROUP BY `each`.`family`
) AS `used`
LEFT OUTER JOIN (
  SELECT `families`.`family` AS `family`,
      toInt64(countIf(bitAnd(`each`.`inside`, `families`.`bit`) > 0)) AS `users`,
      toInt64(countIf(bitAnd(`each`.`inside`, `families`.`bit`) > 0 AND bitAnd(`each`.`earlier`, `families`.`bit`) <= 0)) AS `new_users`,
      toInt64(countIf(bitAnd(`each`.`shortly`, `families`.`bit`) > 0)) AS `users_before`
  FROM (
    SELECT groupBitOr(CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')) THEN `types`.`bit` ELSE 0 END) AS `inside`,
        groupBitOr(CASE WHEN (`rows`.`created_at` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')) THEN `types`.`bit` ELSE 0 END) AS `earlier`,
        groupBitOr(CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-08-30 22:00:00', 6, 'UTC') AND `rows`.`created_at` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')) THEN `types`.`bit` ELSE 0 END) AS `shortly`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`push_success` AS `push_success`, `logs`.`user_email` AS `user_email`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    INNER JOIN (
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
    ) AS `types` ON `rows`.`log_type` = `types`.`log_type`
    WHERE `rows`.`user_email` IS NOT NULL
      AND (NOT `types`.`pushes` OR `rows`.`push_success` IS NOT NULL)
    GROUP BY `rows`.`user_email`
  ) AS `each`
  INNER JOIN (
    SELECT DISTINCT `types`.`family` AS `family`, `types`.`bit` AS `bit`
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
  ) AS `families` ON true
  GROUP BY `families`.`family`
) AS `users` ON `users`.`family` = `used`.`family`
ORDER BY coalesce(`users`.`users`, 0) DESC, `used`.`logs` DESC, `used`.`family`
