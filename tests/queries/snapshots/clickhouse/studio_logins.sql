SELECT `attempts`.`user_email` AS `user`, sum(`attempts`.`attempts`) AS `logins`,
    sum(`attempts`.`succeeded`) AS `succeeded`, sum(`attempts`.`failed`) AS `failed`,
    sum(`attempts`.`first`) AS `first`, sum(`attempts`.`sso`) AS `sso`,
    max(`attempts`.`at`) AS `last_at`
FROM (
  SELECT `tried`.`created_at` AS `at`, `tried`.`user_email` AS `user_email`,
      `tried`.`category` AS `category`,
      `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
      `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`, `tried`.`first` AS `first`,
      `tried`.`sso` AS `sso`
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
WHERE `attempts`.`category` = 'studio'
GROUP BY `attempts`.`user_email`
ORDER BY `logins` DESC, `attempts`.`user_email` NULLS LAST
