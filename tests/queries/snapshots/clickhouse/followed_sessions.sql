SELECT `rows`.`analytics_session` AS `session`, min(`rows`.`created_at`) AS `first_at`,
    max(`rows`.`created_at`) AS `last_at`,
    toFloat64((toUnixTimestamp64Micro(max(`rows`.`created_at`)) - toUnixTimestamp64Micro(min(`rows`.`created_at`)))) / nullIf(1000000, 0) AS `seconds`,
    toInt64(count(`rows`.`created_at`)) AS `logs`,
    toInt64(countIf(`rows`.`log_type` IN ('app.analytics.pageView', 'app.view'))) AS `views`,
    toInt64(count(DISTINCT CASE WHEN (`rows`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN coalesce(toString(`rows`.`page_id`), `rows`.`page_title`) END)) AS `screens`,
    toInt64(countIf(`rows`.`log_type` = 'app.analytics.event')) AS `events`,
    argMaxIf(`rows`.`app_name`, (`rows`.`created_at`, `rows`.`app_name`), `rows`.`app_name` IS NOT NULL) AS `app`,
    argMaxIf(`rows`.`user_email`, (`rows`.`created_at`, `rows`.`user_email`), `rows`.`user_email` IS NOT NULL) AS `user`,
    toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    argMaxIf(`rows`.`device`, (`rows`.`created_at`, `rows`.`device`), `rows`.`device` IS NOT NULL) AS `device`,
    argMaxIf(`rows`.`ip`, (`rows`.`created_at`, `rows`.`ip`), `rows`.`ip` IS NOT NULL) AS `ip`
FROM (
  SELECT `logs`.`analytics_session` AS `analytics_session`, `logs`.`created_at` AS `created_at`,
      `logs`.`log_type` AS `log_type`, `logs`.`page_id` AS `page_id`,
      `logs`.`page_title` AS `page_title`, `logs`.`app_name` AS `app_name`,
      `logs`.`user_email` AS `user_email`, `logs`.`device` AS `device`, `logs`.`ip` AS `ip`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
WHERE `rows`.`analytics_session` IS NOT NULL
GROUP BY `rows`.`analytics_session`
ORDER BY max(`rows`.`created_at`) DESC, `rows`.`analytics_session`
LIMIT 100
