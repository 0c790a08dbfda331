SELECT `rows`.`event_category`, `rows`.`event_action`, `rows`.`event_label`,
    toInt64(count(`rows`.`created_at`)) AS `logs`,
    toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT coalesce(toString(`rows`.`app_id`), ':' || `rows`.`app_name`))) AS `apps`,
    max(`rows`.`created_at`) AS `last_at`
FROM (
  SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`event_category` AS `event_category`, `logs`.`event_action` AS `event_action`,
      `logs`.`event_label` AS `event_label`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
    AND `logs`.`log_type` IN ('app.analytics.event')
) AS `rows`
GROUP BY `rows`.`event_category`, `rows`.`event_action`, `rows`.`event_label`
ORDER BY toInt64(count(`rows`.`created_at`)) DESC, `rows`.`event_category` NULLS LAST,
    `rows`.`event_action` NULLS LAST, `rows`.`event_label` NULLS LAST
