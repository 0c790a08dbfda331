SELECT `every`.`at`, `every`.`app_id`, `every`.`app`, `every`.`user`, `every`.`launched_again_at`,
    `every`.`id`
FROM (
  SELECT `rows`.`created_at` AS `at`, `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app`,
      `rows`.`user_email` AS `user`,
      min(CASE WHEN (`rows`.`log_type` = 'app.publish.web.create') THEN `rows`.`created_at` END) OVER (PARTITION BY `rows`.`app_id`, CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END ORDER BY `rows`.`created_at`, `rows`.`id` ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS `launched_again_at`,
      `rows`.`id` AS `id`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
        `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`,
        `logs`.`slug` AS `slug`
    FROM `logs`
    WHERE `logs`.`app_id` IN (1, 2)
      AND (`logs`.`log_type` IN ('app.publish.web.remove', 'app.publish.web.create'))
  ) AS `rows`
) AS `every`
WHERE `every`.`id` IN (
  SELECT `rows`.`id`
  FROM (
    SELECT `logs`.`id` AS `id`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND `logs`.`log_type` IN ('app.publish.web.remove')
  ) AS `rows`
)
ORDER BY `every`.`at` DESC, `every`.`id` DESC
