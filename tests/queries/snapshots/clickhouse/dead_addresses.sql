SELECT `failed`.`recipient`, `failed`.`failures`, `failed`.`first_at`, `failed`.`last_at`,
    toInt64(countIf(`deliveries`.`outcome` IN ('bounced', 'rejected') AND `deliveries`.`triggered` = 1 AND `deliveries`.`created_at` > `failed`.`first_at`)) AS `wasted`,
    `failed`.`reason`,
    min(CASE WHEN (`deliveries`.`outcome` IN ('delivered', 'complaint') AND `deliveries`.`outcome_at` > `failed`.`last_at`) THEN `deliveries`.`outcome_at` END) AS `fixed_at`
FROM (
  SELECT `deliveries`.`recipient` AS `recipient`,
      toInt64(count(`deliveries`.`log_id`)) AS `failures`,
      min(`deliveries`.`outcome_at`) AS `first_at`, max(`deliveries`.`outcome_at`) AS `last_at`,
      argMaxIf(`deliveries`.`reason`, (`deliveries`.`outcome_at`, `deliveries`.`reason`), `deliveries`.`reason` IS NOT NULL) AS `reason`
  FROM (
    SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
        `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
        `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
        `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
        `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
        `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
        `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
        `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
        `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
        `deliveries`.`last_at` AS `last_at`
    FROM `deliveries`
    WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      AND `deliveries`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `deliveries`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `deliveries`.`app_id` IN (1, 2)
  ) AS `deliveries`
  WHERE `deliveries`.`outcome` IN ('bounced', 'rejected')
    AND `deliveries`.`recipient` IS NOT NULL
  GROUP BY `deliveries`.`recipient`
  HAVING toInt64(count(`deliveries`.`log_id`)) >= 2
) AS `failed`
INNER JOIN (
  SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
      `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
      `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
      `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
      `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
      `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
      `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
      `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
      `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
      `deliveries`.`last_at` AS `last_at`
  FROM `deliveries`
  WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
    AND `deliveries`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `deliveries`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `deliveries`.`app_id` IN (1, 2)
) AS `deliveries` ON `failed`.`recipient` = `deliveries`.`recipient`
GROUP BY `failed`.`recipient`, `failed`.`failures`, `failed`.`first_at`, `failed`.`last_at`,
    `failed`.`reason`
ORDER BY `failed`.`failures` DESC, `failed`.`recipient`
