SELECT `rows`.`app_id`,
    argMaxIf(`rows`.`app_name`, (`rows`.`created_at`, `rows`.`app_name`), `rows`.`app_name` IS NOT NULL) AS `app`,
    `rows`.`app_version` AS `version`, toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT `rows`.`device`)) AS `devices`,
    toInt64(count(`rows`.`created_at`)) AS `logs`
FROM (
  SELECT `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`app_version` AS `app_version`, `logs`.`user_email` AS `user_email`,
      `logs`.`device` AS `device`, `logs`.`created_at` AS `created_at`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
WHERE `rows`.`app_version` IS NOT NULL
GROUP BY `rows`.`app_id`, CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END,
    `rows`.`app_version`
ORDER BY `users` DESC, `logs` DESC, `rows`.`app_id` NULLS LAST,
    CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END NULLS LAST, `rows`.`app_version`
LIMIT 100
