SELECT CASE WHEN (lower(regexpExtract(`sms`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('communicate')) THEN 'app' WHEN (lower(regexpExtract(`sms`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('hook')) THEN 'data source hook' WHEN (lower(regexpExtract(`sms`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('validate')) THEN 'sign-in check' WHEN (lower(regexpExtract(`sms`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('fa')) THEN 'two-factor code' ELSE 'other' END AS `kind`,
    `sms`.`log_type`, toInt64(count(`sms`.`created_at`)) AS `sent`,
    toInt64(countIf(`sms`.`outcome` = 'arrived')) AS `arrived`,
    toInt64(countIf(`sms`.`outcome` = 'failed')) AS `failed`,
    toInt64(countIf(`sms`.`outcome` = 'not reported')) AS `not_reported`,
    toInt64(count(DISTINCT `sms`.`recipient`)) AS `recipients`,
    toInt64(count(DISTINCT `sms`.`user_email`)) AS `users`, max(`sms`.`created_at`) AS `last_at`
FROM (
  SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app_name`,
      `rows`.`user_email` AS `user_email`, `rows`.`recipient` AS `recipient`,
      `rows`.`status` AS `status`, `rows`.`reason` AS `reason`,
      CASE WHEN ((lowerUTF8(`rows`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `rows`.`reason` END AS `error`,
      CASE WHEN (lowerUTF8(`rows`.`status`) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lowerUTF8(`rows`.`status`) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lowerUTF8(`rows`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `rows`.`reason` END IS NOT NULL) THEN 'failed' ELSE 'not reported' END AS `outcome`
  FROM (
    SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
        `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
        `logs`.`user_email` AS `user_email`, `logs`.`recipient` AS `recipient`,
        `logs`.`status` AS `status`, `logs`.`reason` AS `reason`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('sms.%')
  ) AS `rows`
) AS `sms`
GROUP BY `kind`, `sms`.`log_type`
ORDER BY toInt64(count(`sms`.`created_at`)) DESC, `sms`.`log_type`
