SELECT `failed`.`ip`, `failed`.`failures`, `failed`.`users`, `failed`.`first_at`,
    `failed`.`last_at`,
    CASE WHEN (`failed`.`ip` IS NOT NULL) THEN coalesce(`entered`.`users`, 0) END AS `succeeded`
FROM (
  SELECT `rows`.`ip` AS `ip`, toInt64(count(`rows`.`created_at`)) AS `failures`,
      min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`,
      toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`
  FROM (
    SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`,
        `logs`.`ip` AS `ip`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND `logs`.`log_type` IN ('user.login.failed')
  ) AS `rows`
  GROUP BY `rows`.`ip`
) AS `failed`
LEFT OUTER JOIN (
  SELECT `got_in`.`ip` AS `ip`, toInt64(count(DISTINCT `got_in`.`user`)) AS `users`
  FROM (
    SELECT `attempts`.`user_email` AS `user`, `attempts`.`at` AS `at`, `attempts`.`ip` AS `ip`
    FROM (
      SELECT `tried`.`created_at` AS `at`, `tried`.`user_email` AS `user_email`,
          `tried`.`ip` AS `ip`,
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
        WHERE `attempts`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `attempts`.`app_id` IN (1, 2)
      ) AS `tried`
    ) AS `attempts`
    WHERE `attempts`.`failed` < `attempts`.`attempts`
      AND `attempts`.`user_email` IS NOT NULL
  ) AS `got_in`
  WHERE `got_in`.`ip` IS NOT NULL
  GROUP BY `got_in`.`ip`
) AS `entered` ON `entered`.`ip` = `failed`.`ip`
ORDER BY `failed`.`failures` DESC, `failed`.`ip` NULLS LAST
