SELECT `every`.`at`, `every`.`app_id`, `every`.`app`, `every`.`user`, `every`.`slug`,
    `every`.`again`, `every`.`id`
FROM (
  SELECT `life`.`created_at` AS `at`, `life`.`app_id` AS `app_id`, `life`.`app_name` AS `app`,
      `life`.`user_email` AS `user`, `life`.`slug` AS `slug`,
      row_number() OVER (PARTITION BY `life`.`app_id`, CASE WHEN (`life`.`app_id` IS NULL) THEN `life`.`app_name` END ORDER BY `life`.`created_at`, `life`.`id`) > 1 AS `again`,
      `life`.`id` AS `id`
  FROM (
    SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
        `rows`.`log_type` AS `log_type`, `rows`.`app_id` AS `app_id`,
        `rows`.`app_name` AS `app_name`, `rows`.`user_email` AS `user_email`,
        `rows`.`slug` AS `slug`
    FROM (
      SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
          `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
          `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`,
          `logs`.`slug` AS `slug`
      FROM `logs`
      WHERE `logs`.`app_id` IN (1, 2)
        AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.publish.web.%')
    ) AS `rows`
    WHERE `rows`.`log_type` IN ('app.publish.web.create')
  ) AS `life`
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
      AND `logs`.`log_type` IN ('app.publish.web.create')
  ) AS `rows`
)
ORDER BY `every`.`at` DESC, `every`.`id` DESC
