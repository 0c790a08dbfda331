SELECT `rows`.`app_id`,
    argMaxIf(`rows`.`app_name`, (`rows`.`created_at`, `rows`.`app_name`), `rows`.`app_name` IS NOT NULL) AS `app`,
    `rows`.`error_message` AS `message`, toInt64(count(`rows`.`created_at`)) AS `errors`,
    toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT `rows`.`page_id`)) AS `screens`, min(`rows`.`created_at`) AS `first_at`,
    max(`rows`.`created_at`) AS `last_at`
FROM (
  SELECT `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`error_message` AS `error_message`, `logs`.`user_email` AS `user_email`,
      `logs`.`page_id` AS `page_id`, `logs`.`created_at` AS `created_at`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
    AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.error.%')
) AS `rows`
GROUP BY `rows`.`app_id`, CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END,
    `rows`.`error_message`
ORDER BY `errors` DESC, `rows`.`app_id` NULLS LAST,
    CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END NULLS LAST,
    `rows`.`error_message` NULLS LAST
LIMIT 100
