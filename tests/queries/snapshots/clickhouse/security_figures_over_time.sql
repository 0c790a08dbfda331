SELECT `sums`.`at`, `sums`.`logins`, `sums`.`succeeded`, `sums`.`failed`, `sums`.`first`,
    `sums`.`sso`, toFloat64(`sums`.`failed`) / nullIf(`sums`.`logins`, 0) AS `failure_rate`,
    toFloat64(`sums`.`sso`) / nullIf(`sums`.`logins` - `sums`.`failed`, 0) AS `sso_share`,
    `sums`.`users_with_failures`, `sums`.`two_factor_added`, `sums`.`two_factor_removed`,
    `sums`.`membership_changes`
FROM (
  SELECT `figures`.`at` AS `at`, sum(`figures`.`logins`) AS `logins`,
      sum(`figures`.`succeeded`) AS `succeeded`, sum(`figures`.`failed`) AS `failed`,
      sum(`figures`.`first`) AS `first`, sum(`figures`.`sso`) AS `sso`,
      sum(`figures`.`users_with_failures`) AS `users_with_failures`,
      sum(`figures`.`two_factor_added`) AS `two_factor_added`,
      sum(`figures`.`two_factor_removed`) AS `two_factor_removed`,
      sum(`figures`.`membership_changes`) AS `membership_changes`
  FROM (
    SELECT toDate32(addSeconds(`attempts`.`at`, CASE WHEN (`attempts`.`at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
        sum(`attempts`.`attempts`) AS `logins`, sum(`attempts`.`succeeded`) AS `succeeded`,
        sum(`attempts`.`failed`) AS `failed`, sum(`attempts`.`first`) AS `first`,
        sum(`attempts`.`sso`) AS `sso`,
        toInt64(count(DISTINCT CASE WHEN (`attempts`.`failed` > 0) THEN `attempts`.`user_email` END)) AS `users_with_failures`,
        0 AS `two_factor_added`, 0 AS `two_factor_removed`, 0 AS `membership_changes`
    FROM (
      SELECT `tried`.`created_at` AS `at`, `tried`.`user_email` AS `user_email`,
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
          AND `attempts`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `attempts`.`app_id` IN (1, 2)
      ) AS `tried`
    ) AS `attempts`
    GROUP BY `at`
    UNION ALL
    SELECT `types`.`at` AS `at`, 0 AS `logins`, 0 AS `succeeded`, 0 AS `failed`, 0 AS `first`,
        0 AS `sso`, 0 AS `users_with_failures`,
        sum(CASE WHEN (`types`.`log_type` IN ('user.twofactor.add')) THEN `types`.`logs` ELSE 0 END) AS `two_factor_added`,
        sum(CASE WHEN (`types`.`log_type` IN ('user.twofactor.remove', 'organization.user.twofactor.remove')) THEN `types`.`logs` ELSE 0 END) AS `two_factor_removed`,
        sum(CASE WHEN (`types`.`log_type` IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')) THEN `types`.`logs` ELSE 0 END) AS `membership_changes`
    FROM (
      SELECT toDate32(addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
          `counted`.`log_type` AS `log_type`, sum(`counted`.`logs`) AS `logs`,
          coalesce(sum(`counted`.`push_success`), 0) AS `push_success`,
          coalesce(sum(`counted`.`push_failure`), 0) AS `push_failure`
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
          AND (`hourly_logs`.`log_type` IN ('user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))
      ) AS `counted`
      GROUP BY `at`, `counted`.`log_type`
    ) AS `types`
    GROUP BY `types`.`at`
  ) AS `figures`
  GROUP BY `figures`.`at`
) AS `sums`
ORDER BY `sums`.`at`
