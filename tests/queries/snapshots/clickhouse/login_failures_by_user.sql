SELECT `failed`.`user_email` AS `user`, `failed`.`failures`, `failed`.`first_at`,
    `failed`.`last_at`, `failed`.`ips`, `failed`.`devices`,
    CASE WHEN (`failed`.`user_email` IS NOT NULL) THEN coalesce(`entered`.`entered_at` > `failed`.`last_at`, false) END AS `succeeded_after`
FROM (
  SELECT `rows`.`user_email` AS `user_email`, toInt64(count(`rows`.`created_at`)) AS `failures`,
      min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`,
      toInt64(count(DISTINCT `rows`.`ip`)) AS `ips`,
      toInt64(count(DISTINCT `rows`.`device`)) AS `devices`
  FROM (
    SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`,
        `logs`.`ip` AS `ip`, `logs`.`device` AS `device`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND `logs`.`log_type` IN ('user.login.failed')
  ) AS `rows`
  GROUP BY `rows`.`user_email`
) AS `failed`
LEFT OUTER JOIN (
  SELECT `got_in`.`user` AS `user`, max(`got_in`.`at`) AS `entered_at`
  FROM (
    SELECT `attempts`.`user_email` AS `user`, `attempts`.`at` AS `at`
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
        WHERE `attempts`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `attempts`.`app_id` IN (1, 2)
      ) AS `tried`
    ) AS `attempts`
    WHERE `attempts`.`failed` < `attempts`.`attempts`
      AND `attempts`.`user_email` IS NOT NULL
  ) AS `got_in`
  GROUP BY `got_in`.`user`
) AS `entered` ON `entered`.`user` = `failed`.`user_email`
ORDER BY `failed`.`failures` DESC, `failed`.`user_email` NULLS LAST
