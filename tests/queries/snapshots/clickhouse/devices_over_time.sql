SELECT toDate32(addSeconds(`rows`.`created_at`, CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
    `models`.`model`, toInt64(count(DISTINCT `rows`.`device`)) AS `devices`,
    toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT `rows`.`analytics_session`)) AS `sessions`,
    toInt64(count(`rows`.`created_at`)) AS `logs`
FROM (
  SELECT `logs`.`device` AS `device`, `logs`.`user_email` AS `user_email`,
      `logs`.`analytics_session` AS `analytics_session`, `logs`.`created_at` AS `created_at`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
INNER JOIN (
  SELECT `rows`.`device` AS `device`,
      argMaxIf(`rows`.`device_model`, (`rows`.`created_at`, `rows`.`device_model`), `rows`.`device_model` IS NOT NULL) AS `model`
  FROM (
    SELECT `logs`.`device` AS `device`, `logs`.`device_model` AS `device_model`,
        `logs`.`created_at` AS `created_at`
    FROM `logs`
    WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`device` IS NOT NULL
    AND `rows`.`device_model` IS NOT NULL
  GROUP BY `rows`.`device`
) AS `models` ON `rows`.`device` = `models`.`device`
GROUP BY `at`, `models`.`model`
ORDER BY `at`, `devices` DESC, `logs` DESC, `models`.`model`
