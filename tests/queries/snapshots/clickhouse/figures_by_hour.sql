SELECT `figures`.`at`, sum(`figures`.`logs`) AS `logs`,
    sum(`figures`.`active_users`) AS `active_users`, sum(`figures`.`active_apps`) AS `active_apps`,
    sum(`figures`.`logins`) AS `logins`, sum(`figures`.`failed_logins`) AS `failed_logins`,
    sum(`figures`.`failed_deliveries`) AS `failed_deliveries`
FROM (
  SELECT date_trunc('hour', `counted`.`hour`) AS `at`, sum(`counted`.`logs`) AS `logs`,
      0 AS `active_users`, 0 AS `active_apps`, 0 AS `logins`, 0 AS `failed_logins`,
      coalesce(sum(CASE WHEN (`counted`.`log_type` IN ('email.bounced', 'email.rejected')) THEN `counted`.`logs` ELSE 0 END), 0) + coalesce(sum(`counted`.`push_failure`), 0) AS `failed_deliveries`
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
  GROUP BY `at`
  UNION ALL
  SELECT date_trunc('hour', `counted`.`hour`) AS `at`, 0 AS `logs`,
      toInt64(count(DISTINCT `counted`.`user_email`)) AS `active_users`, 0 AS `active_apps`,
      0 AS `logins`, 0 AS `failed_logins`, 0 AS `failed_deliveries`
  FROM (
    SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
        `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
        `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
    FROM `hourly_users`
    WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
      AND `hourly_users`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `hourly_users`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `hourly_users`.`app_id` IN (1, 2)
  ) AS `counted`
  GROUP BY `at`
  UNION ALL
  SELECT `apps`.`at` AS `at`, 0 AS `logs`, 0 AS `active_users`,
      toInt64(count(`apps`.`one`)) AS `active_apps`, 0 AS `logins`, 0 AS `failed_logins`,
      0 AS `failed_deliveries`
  FROM (
    SELECT date_trunc('hour', `counted`.`hour`) AS `at`, `counted`.`app_id` AS `app_id`,
        CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END AS `name_alone`,
        1 AS `one`
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
    WHERE `counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL
    GROUP BY `at`, `counted`.`app_id`, `name_alone`
  ) AS `apps`
  GROUP BY `apps`.`at`
  UNION ALL
  SELECT date_trunc('hour', `attempts`.`at`) AS `at`, 0 AS `logs`, 0 AS `active_users`,
      0 AS `active_apps`, sum(`attempts`.`attempts`) AS `logins`,
      sum(`attempts`.`failed`) AS `failed_logins`, 0 AS `failed_deliveries`
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
          `attempts`.`user_id` AS `user_id`, `attempts`.`studio_user_email` AS `studio_user_email`,
          `attempts`.`ip` AS `ip`, `attempts`.`device` AS `device`,
          `attempts`.`succeeded` AS `succeeded`, `attempts`.`failed` AS `failed`,
          `attempts`.`first` AS `first`, `attempts`.`sso` AS `sso`,
          `attempts`.`run_from` AS `run_from`, `attempts`.`run_until` AS `run_until`
      FROM `attempts`
      WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        AND `attempts`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `attempts`.`app_id` IN (1, 2)
    ) AS `tried`
  ) AS `attempts`
  GROUP BY `at`
) AS `figures`
GROUP BY `figures`.`at`
ORDER BY `figures`.`at`
