SELECT `weighed`.`measure`, `weighed`.`before`, `weighed`.`after`,
    CASE WHEN `weighed`.`is_share` THEN `weighed`.`before_total` END AS `before_total`,
    CASE WHEN `weighed`.`is_share` THEN `weighed`.`after_total` END AS `after_total`,
    CASE WHEN `weighed`.`is_share` THEN `weighed`.`after_share` - `weighed`.`before_share` ELSE toFloat64(`weighed`.`after`) / nullIf(`weighed`.`before`, 0) END AS `change`,
    CASE WHEN `weighed`.`is_share` THEN (`weighed`.`after_share` - `weighed`.`before_share`) - sqrt((`weighed`.`after_share` - `weighed`.`after_low`) * (`weighed`.`after_share` - `weighed`.`after_low`) + (`weighed`.`before_high` - `weighed`.`before_share`) * (`weighed`.`before_high` - `weighed`.`before_share`)) ELSE toFloat64(toFloat64(`weighed`.`after`) / nullIf(1, 0) * toFloat64(`weighed`.`after`) / nullIf(1, 0) * 2.0) / nullIf(toFloat64(`weighed`.`after`) / nullIf(1, 0) * toFloat64(`weighed`.`before`) / nullIf(1, 0) * 2.0 + (toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254 + sqrt((toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254 * (toFloat64(`weighed`.`after`) / nullIf(1, 0) * toFloat64(`weighed`.`before`) / nullIf(1, 0) * 4.0 + (toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254)), 0) END AS `low`,
    CASE WHEN `weighed`.`is_share` THEN (`weighed`.`after_share` - `weighed`.`before_share`) + sqrt((`weighed`.`after_high` - `weighed`.`after_share`) * (`weighed`.`after_high` - `weighed`.`after_share`) + (`weighed`.`before_share` - `weighed`.`before_low`) * (`weighed`.`before_share` - `weighed`.`before_low`)) ELSE toFloat64(toFloat64(`weighed`.`after`) / nullIf(1, 0) * toFloat64(`weighed`.`before`) / nullIf(1, 0) * 2.0 + (toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254 + sqrt((toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254 * (toFloat64(`weighed`.`after`) / nullIf(1, 0) * toFloat64(`weighed`.`before`) / nullIf(1, 0) * 4.0 + (toFloat64(`weighed`.`after`) / nullIf(1, 0) + toFloat64(`weighed`.`before`) / nullIf(1, 0)) * 3.8414588206941254))) / nullIf(toFloat64(`weighed`.`before`) / nullIf(1, 0) * toFloat64(`weighed`.`before`) / nullIf(1, 0) * 2.0, 0) END AS `high`,
    168.0 AS `hours`
FROM (
  SELECT `measured`.`place` AS `place`, `measured`.`measure` AS `measure`,
      `measured`.`before` AS `before`, `measured`.`after` AS `after`,
      `measured`.`before_total` AS `before_total`, `measured`.`after_total` AS `after_total`,
      `measured`.`measure` IN ('failed logins', 'emails delivered', 'emails bounced', 'push success') AS `is_share`,
      toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0) AS `before_share`,
      toFloat64((toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0) + toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 1.9207294103470627) - sqrt(toFloat64(1) / nullIf(`measured`.`before_total`, 0) * toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0) * (1.0 - toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0)) + toFloat64(1) / nullIf(`measured`.`before_total`, 0) * toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 0.9603647051735313) * 1.959963984540054) / nullIf(toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 3.8414588206941254 + 1.0, 0) AS `before_low`,
      toFloat64(toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0) + toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 1.9207294103470627 + sqrt(toFloat64(1) / nullIf(`measured`.`before_total`, 0) * toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0) * (1.0 - toFloat64(`measured`.`before`) / nullIf(`measured`.`before_total`, 0)) + toFloat64(1) / nullIf(`measured`.`before_total`, 0) * toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 0.9603647051735313) * 1.959963984540054) / nullIf(toFloat64(1) / nullIf(`measured`.`before_total`, 0) * 3.8414588206941254 + 1.0, 0) AS `before_high`,
      toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0) AS `after_share`,
      toFloat64((toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0) + toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 1.9207294103470627) - sqrt(toFloat64(1) / nullIf(`measured`.`after_total`, 0) * toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0) * (1.0 - toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0)) + toFloat64(1) / nullIf(`measured`.`after_total`, 0) * toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 0.9603647051735313) * 1.959963984540054) / nullIf(toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 3.8414588206941254 + 1.0, 0) AS `after_low`,
      toFloat64(toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0) + toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 1.9207294103470627 + sqrt(toFloat64(1) / nullIf(`measured`.`after_total`, 0) * toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0) * (1.0 - toFloat64(`measured`.`after`) / nullIf(`measured`.`after_total`, 0)) + toFloat64(1) / nullIf(`measured`.`after_total`, 0) * toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 0.9603647051735313) * 1.959963984540054) / nullIf(toFloat64(1) / nullIf(`measured`.`after_total`, 0) * 3.8414588206941254 + 1.0, 0) AS `after_high`
  FROM (
    SELECT `sides`.`place` AS `place`, `sides`.`measure` AS `measure`,
        sum(`sides`.`before`) AS `before`, sum(`sides`.`after`) AS `after`,
        sum(`sides`.`before_total`) AS `before_total`, sum(`sides`.`after_total`) AS `after_total`
    FROM (
      SELECT 0 AS `place`, 'screen views' AS `measure`,
          coalesce(sum(`counted`.`logs`), 0) AS `before`, 0 AS `after`,
          coalesce(0, 0) AS `before_total`, 0 AS `after_total`
      FROM (
        SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
            `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
            `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
            `hourly_logs`.`push_success` AS `push_success`,
            `hourly_logs`.`push_failure` AS `push_failure`
        FROM `hourly_logs`
        WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_logs`.`hour` >= toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `hourly_logs`.`hour` < toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `hourly_logs`.`app_id` IN (1, 2)
          AND (`hourly_logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND (`logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND (`logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      ) AS `counted`
      UNION ALL
      SELECT 1 AS `place`, 'active users' AS `measure`,
          coalesce(toInt64(count(DISTINCT `counted`.`user_email`)), 0) AS `before`, 0 AS `after`,
          coalesce(0, 0) AS `before_total`, 0 AS `after_total`
      FROM (
        SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
            `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
            `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
        FROM `hourly_users`
        WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_users`.`hour` >= toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `hourly_users`.`hour` < toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `hourly_users`.`app_id` IN (1, 2)
          AND lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
            `logs`.`user_email` AS `user_email`, 1 AS `logs`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`user_email` IS NOT NULL
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
            `logs`.`user_email` AS `user_email`, 1 AS `logs`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`user_email` IS NOT NULL
      ) AS `counted`
      UNION ALL
      SELECT 2 AS `place`, 'logins' AS `measure`,
          coalesce(sum(`attempts`.`attempts`), 0) AS `before`, 0 AS `after`,
          coalesce(0, 0) AS `before_total`, 0 AS `after_total`
      FROM (
        SELECT `tried`.`created_at` AS `at`,
            `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
            `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`,
            `tried`.`first` AS `first`, `tried`.`sso` AS `sso`
        FROM (
          SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
              `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
              `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
              `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
              `attempts`.`user_id` AS `user_id`,
              `attempts`.`studio_user_email` AS `studio_user_email`, `attempts`.`ip` AS `ip`,
              `attempts`.`device` AS `device`, `attempts`.`succeeded` AS `succeeded`,
              `attempts`.`failed` AS `failed`, `attempts`.`first` AS `first`,
              `attempts`.`sso` AS `sso`, `attempts`.`run_from` AS `run_from`,
              `attempts`.`run_until` AS `run_until`
          FROM `attempts`
          WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
            AND `attempts`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
            AND `attempts`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `attempts`.`app_id` IN (1, 2)
            AND lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        ) AS `tried`
      ) AS `attempts`
      UNION ALL
      SELECT 3 AS `place`, 'app errors' AS `measure`,
          coalesce(sum(`counted`.`logs`), 0) AS `before`, 0 AS `after`,
          coalesce(0, 0) AS `before_total`, 0 AS `after_total`
      FROM (
        SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
            `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
            `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
            `hourly_logs`.`push_success` AS `push_success`,
            `hourly_logs`.`push_failure` AS `push_failure`
        FROM `hourly_logs`
        WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_logs`.`hour` >= toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `hourly_logs`.`hour` < toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `hourly_logs`.`app_id` IN (1, 2)
          AND `hourly_logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-09-28 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND `logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND `logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      ) AS `counted`
      UNION ALL
      SELECT 4 AS `place`, 'failed logins' AS `measure`,
          coalesce(sum(`attempts`.`failed`), 0) AS `before`, 0 AS `after`,
          coalesce(sum(`attempts`.`attempts`), 0) AS `before_total`, 0 AS `after_total`
      FROM (
        SELECT `tried`.`created_at` AS `at`,
            `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
            `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`,
            `tried`.`first` AS `first`, `tried`.`sso` AS `sso`
        FROM (
          SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
              `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
              `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
              `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
              `attempts`.`user_id` AS `user_id`,
              `attempts`.`studio_user_email` AS `studio_user_email`, `attempts`.`ip` AS `ip`,
              `attempts`.`device` AS `device`, `attempts`.`succeeded` AS `succeeded`,
              `attempts`.`failed` AS `failed`, `attempts`.`first` AS `first`,
              `attempts`.`sso` AS `sso`, `attempts`.`run_from` AS `run_from`,
              `attempts`.`run_until` AS `run_until`
          FROM `attempts`
          WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
            AND `attempts`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
            AND `attempts`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `attempts`.`app_id` IN (1, 2)
            AND lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        ) AS `tried`
      ) AS `attempts`
      UNION ALL
      SELECT 5 AS `place`, 'emails delivered' AS `measure`,
          coalesce(sum(CASE WHEN (`deliveries`.`outcome` IN ('delivered', 'complaint')) THEN `deliveries`.`triggered` ELSE 0 END), 0) AS `before`,
          0 AS `after`, coalesce(sum(`deliveries`.`triggered`), 0) AS `before_total`,
          0 AS `after_total`
      FROM (
        SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
            `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
            `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
            `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
            `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
            `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
            `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
            `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
            `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
            `deliveries`.`last_at` AS `last_at`
        FROM `deliveries`
        WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
          AND `deliveries`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
          AND `deliveries`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `deliveries`.`app_id` IN (1, 2)
          AND lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      ) AS `deliveries`
      UNION ALL
      SELECT 6 AS `place`, 'emails bounced' AS `measure`,
          coalesce(sum(CASE WHEN (`deliveries`.`outcome` = 'bounced') THEN `deliveries`.`triggered` ELSE 0 END), 0) AS `before`,
          0 AS `after`, coalesce(sum(`deliveries`.`triggered`), 0) AS `before_total`,
          0 AS `after_total`
      FROM (
        SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
            `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
            `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
            `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
            `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
            `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
            `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
            `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
            `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
            `deliveries`.`last_at` AS `last_at`
        FROM `deliveries`
        WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
          AND `deliveries`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
          AND `deliveries`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `deliveries`.`app_id` IN (1, 2)
          AND lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      ) AS `deliveries`
      UNION ALL
      SELECT 7 AS `place`, 'push success' AS `measure`,
          coalesce(sum(`pushes`.`push_success`), 0) AS `before`, 0 AS `after`,
          coalesce(sum(`pushes`.`push_success`) + sum(`pushes`.`push_failure`), 0) AS `before_total`,
          0 AS `after_total`
      FROM (
        SELECT `rows`.`log_type` AS `log_type`, `rows`.`push_success` AS `push_success`,
            `rows`.`push_failure` AS `push_failure`,
            `rows`.`push_subscriptions` AS `push_subscriptions`
        FROM (
          SELECT `logs`.`log_type` AS `log_type`, `logs`.`push_success` AS `push_success`,
              `logs`.`push_failure` AS `push_failure`,
              `logs`.`push_subscriptions` AS `push_subscriptions`
          FROM `logs`
          WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
            AND `logs`.`created_at` >= toDateTime64('2026-09-28 09:15:30', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
            AND (`logs`.`log_type` IN ('job') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('pushNotification.%'))
            AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        ) AS `rows`
        WHERE `rows`.`log_type` = 'pushNotification.send' OR `rows`.`push_success` IS NOT NULL
      ) AS `pushes`
      UNION ALL
      SELECT 0 AS `place`, 'screen views' AS `measure`, 0 AS `before`,
          coalesce(sum(`counted`.`logs`), 0) AS `after`, 0 AS `before_total`,
          coalesce(0, 0) AS `after_total`
      FROM (
        SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
            `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
            `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
            `hourly_logs`.`push_success` AS `push_success`,
            `hourly_logs`.`push_failure` AS `push_failure`
        FROM `hourly_logs`
        WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_logs`.`hour` >= toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `hourly_logs`.`hour` < toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `hourly_logs`.`app_id` IN (1, 2)
          AND (`hourly_logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND (`logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND (`logs`.`log_type` IN ('app.analytics.pageView', 'app.view'))
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      ) AS `counted`
      UNION ALL
      SELECT 1 AS `place`, 'active users' AS `measure`, 0 AS `before`,
          coalesce(toInt64(count(DISTINCT `counted`.`user_email`)), 0) AS `after`,
          0 AS `before_total`, coalesce(0, 0) AS `after_total`
      FROM (
        SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
            `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
            `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
        FROM `hourly_users`
        WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_users`.`hour` >= toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `hourly_users`.`hour` < toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `hourly_users`.`app_id` IN (1, 2)
          AND lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
            `logs`.`user_email` AS `user_email`, 1 AS `logs`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`user_email` IS NOT NULL
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
            `logs`.`user_email` AS `user_email`, 1 AS `logs`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`user_email` IS NOT NULL
      ) AS `counted`
      UNION ALL
      SELECT 2 AS `place`, 'logins' AS `measure`, 0 AS `before`,
          coalesce(sum(`attempts`.`attempts`), 0) AS `after`, 0 AS `before_total`,
          coalesce(0, 0) AS `after_total`
      FROM (
        SELECT `tried`.`created_at` AS `at`,
            `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
            `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`,
            `tried`.`first` AS `first`, `tried`.`sso` AS `sso`
        FROM (
          SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
              `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
              `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
              `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
              `attempts`.`user_id` AS `user_id`,
              `attempts`.`studio_user_email` AS `studio_user_email`, `attempts`.`ip` AS `ip`,
              `attempts`.`device` AS `device`, `attempts`.`succeeded` AS `succeeded`,
              `attempts`.`failed` AS `failed`, `attempts`.`first` AS `first`,
              `attempts`.`sso` AS `sso`, `attempts`.`run_from` AS `run_from`,
              `attempts`.`run_until` AS `run_until`
          FROM `attempts`
          WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
            AND `attempts`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `attempts`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
            AND `attempts`.`app_id` IN (1, 2)
            AND lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        ) AS `tried`
      ) AS `attempts`
      UNION ALL
      SELECT 3 AS `place`, 'app errors' AS `measure`, 0 AS `before`,
          coalesce(sum(`counted`.`logs`), 0) AS `after`, 0 AS `before_total`,
          coalesce(0, 0) AS `after_total`
      FROM (
        SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
            `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
            `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
            `hourly_logs`.`push_success` AS `push_success`,
            `hourly_logs`.`push_failure` AS `push_failure`
        FROM `hourly_logs`
        WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_logs`.`hour` >= toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `hourly_logs`.`hour` < toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `hourly_logs`.`app_id` IN (1, 2)
          AND `hourly_logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-05 10:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND `logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        UNION ALL
        SELECT `logs`.`created_at` AS `hour`, `logs`.`category` AS `category`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, 1 AS `logs`,
            coalesce(`logs`.`push_success`, 0) AS `push_success`,
            coalesce(`logs`.`push_failure`, 0) AS `push_failure`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-10-12 09:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND `logs`.`log_type` IN ('app.error.live')
          AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      ) AS `counted`
      UNION ALL
      SELECT 4 AS `place`, 'failed logins' AS `measure`, 0 AS `before`,
          coalesce(sum(`attempts`.`failed`), 0) AS `after`, 0 AS `before_total`,
          coalesce(sum(`attempts`.`attempts`), 0) AS `after_total`
      FROM (
        SELECT `tried`.`created_at` AS `at`,
            `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
            `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`,
            `tried`.`first` AS `first`, `tried`.`sso` AS `sso`
        FROM (
          SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
              `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
              `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
              `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
              `attempts`.`user_id` AS `user_id`,
              `attempts`.`studio_user_email` AS `studio_user_email`, `attempts`.`ip` AS `ip`,
              `attempts`.`device` AS `device`, `attempts`.`succeeded` AS `succeeded`,
              `attempts`.`failed` AS `failed`, `attempts`.`first` AS `first`,
              `attempts`.`sso` AS `sso`, `attempts`.`run_from` AS `run_from`,
              `attempts`.`run_until` AS `run_until`
          FROM `attempts`
          WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
            AND `attempts`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `attempts`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
            AND `attempts`.`app_id` IN (1, 2)
            AND lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        ) AS `tried`
      ) AS `attempts`
      UNION ALL
      SELECT 5 AS `place`, 'emails delivered' AS `measure`, 0 AS `before`,
          coalesce(sum(CASE WHEN (`deliveries`.`outcome` IN ('delivered', 'complaint')) THEN `deliveries`.`triggered` ELSE 0 END), 0) AS `after`,
          0 AS `before_total`, coalesce(sum(`deliveries`.`triggered`), 0) AS `after_total`
      FROM (
        SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
            `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
            `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
            `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
            `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
            `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
            `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
            `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
            `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
            `deliveries`.`last_at` AS `last_at`
        FROM `deliveries`
        WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
          AND `deliveries`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `deliveries`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
          AND `deliveries`.`app_id` IN (1, 2)
          AND lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      ) AS `deliveries`
      UNION ALL
      SELECT 6 AS `place`, 'emails bounced' AS `measure`, 0 AS `before`,
          coalesce(sum(CASE WHEN (`deliveries`.`outcome` = 'bounced') THEN `deliveries`.`triggered` ELSE 0 END), 0) AS `after`,
          0 AS `before_total`, coalesce(sum(`deliveries`.`triggered`), 0) AS `after_total`
      FROM (
        SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
            `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
            `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
            `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
            `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
            `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
            `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
            `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
            `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
            `deliveries`.`last_at` AS `last_at`
        FROM `deliveries`
        WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
          AND `deliveries`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
          AND `deliveries`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
          AND `deliveries`.`app_id` IN (1, 2)
          AND lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      ) AS `deliveries`
      UNION ALL
      SELECT 7 AS `place`, 'push success' AS `measure`, 0 AS `before`,
          coalesce(sum(`pushes`.`push_success`), 0) AS `after`, 0 AS `before_total`,
          coalesce(sum(`pushes`.`push_success`) + sum(`pushes`.`push_failure`), 0) AS `after_total`
      FROM (
        SELECT `rows`.`log_type` AS `log_type`, `rows`.`push_success` AS `push_success`,
            `rows`.`push_failure` AS `push_failure`,
            `rows`.`push_subscriptions` AS `push_subscriptions`
        FROM (
          SELECT `logs`.`log_type` AS `log_type`, `logs`.`push_success` AS `push_success`,
              `logs`.`push_failure` AS `push_failure`,
              `logs`.`push_subscriptions` AS `push_subscriptions`
          FROM `logs`
          WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
            AND `logs`.`created_at` >= toDateTime64('2026-10-05 09:15:30', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-10-12 09:15:30', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
            AND (`logs`.`log_type` IN ('job') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('pushNotification.%'))
            AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        ) AS `rows`
        WHERE `rows`.`log_type` = 'pushNotification.send' OR `rows`.`push_success` IS NOT NULL
      ) AS `pushes`
    ) AS `sides`
    GROUP BY `sides`.`place`, `sides`.`measure`
    HAVING sum(`sides`.`before`) + sum(`sides`.`after`) + sum(`sides`.`before_total`) + sum(`sides`.`after_total`) > 0
  ) AS `measured`
) AS `weighed`
ORDER BY `weighed`.`place`
