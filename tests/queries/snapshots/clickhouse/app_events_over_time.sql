SELECT toDate32(addSeconds(`rows`.`created_at`, CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
    toInt64(count(`rows`.`created_at`)) AS `logs`,
    toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT coalesce(toString(`rows`.`app_id`), ':' || `rows`.`app_name`))) AS `apps`
FROM (
  SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
    AND `logs`.`log_type` IN ('app.analytics.event')
) AS `rows`
GROUP BY `at`
ORDER BY `at`
