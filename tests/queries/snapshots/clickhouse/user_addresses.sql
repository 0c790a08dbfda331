WITH `places` AS (
  SELECT `rows`.`ip` AS `ip`, min(`rows`.`created_at`) AS `first_at`,
      max(`rows`.`created_at`) AS `last_at`, toInt64(count(`rows`.`created_at`)) AS `logs`,
      toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`
  FROM (
    SELECT `logs`.`ip` AS `ip`, `logs`.`user_email` AS `user_email`,
        `logs`.`created_at` AS `created_at`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`ip` IS NOT NULL
  GROUP BY `rows`.`ip`
  ORDER BY `last_at` DESC, `rows`.`ip`
  LIMIT 100
)
SELECT `places`.`ip`, `places`.`first_at`, `places`.`last_at`, `places`.`logs`,
    `shared`.`users` - `places`.`users` AS `other_users`
FROM `places`
INNER JOIN (
  SELECT `rows`.`ip` AS `ip`, toInt64(count(DISTINCT `rows`.`user_email`)) AS `users`
  FROM (
    SELECT `logs`.`ip` AS `ip`, `logs`.`user_email` AS `user_email`
    FROM `logs`
    WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`ip` IN (
    SELECT `places`.`ip`
    FROM `places`
  )
  GROUP BY `rows`.`ip`
) AS `shared` ON `shared`.`ip` = `places`.`ip`
ORDER BY `places`.`last_at` DESC, `places`.`ip`
