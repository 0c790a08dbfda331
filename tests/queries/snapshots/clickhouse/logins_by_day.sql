WITH `daily` AS (
  SELECT toDate32(addSeconds(`attempts`.`at`, CASE WHEN (`attempts`.`at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `day`,
      sum(`attempts`.`succeeded`) AS `succeeded`, sum(`attempts`.`failed`) AS `failed`,
      sum(`attempts`.`first`) AS `first`, sum(`attempts`.`sso`) AS `sso`
  FROM (
    SELECT `clusters`.`at` AS `at`, `clusters`.`last_at` AS `last_at`,
        greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) AS `attempts`,
        greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) - (`clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`) AS `succeeded`,
        `clusters`.`failed` AS `failed`, `clusters`.`first` AS `first`, `clusters`.`sso` AS `sso`
    FROM (
      SELECT min(`numbered`.`created_at`) AS `at`, max(`numbered`.`created_at`) AS `last_at`,
          toInt64(countIf(`numbered`.`log_type` = 'user.login')) AS `plain`,
          toInt64(countIf(`numbered`.`log_type` = 'user.login.failed')) AS `failed`,
          toInt64(countIf(`numbered`.`log_type` = 'user.login.first')) AS `first`,
          greatest(toInt64(countIf(`numbered`.`log_type` = 'user.login.sso')) - toInt64(countIf(`numbered`.`log_type` = 'user.login.first')), 0) AS `sso`,
          toInt64(countIf((`numbered`.`log_type` NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso')))) AS `other`
      FROM (
        SELECT `marked`.`created_at` AS `created_at`, `marked`.`log_type` AS `log_type`,
            `marked`.`who` AS `who`,
            sum(`marked`.`begins`) OVER (PARTITION BY `marked`.`who` ORDER BY `marked`.`created_at`, `marked`.`id`) AS `cluster`
        FROM (
          SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
              `rows`.`log_type` AS `log_type`,
              coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') AS `who`,
              CASE WHEN (`rows`.`created_at` > addSeconds(lag(`rows`.`created_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') ORDER BY `rows`.`created_at`, `rows`.`id`), 2)) THEN 1 ELSE 0 END AS `begins`
          FROM (
            SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
                `logs`.`user_id` AS `user_id`
            FROM `logs`
            WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
              AND `logs`.`created_at` >= toDateTime64('2026-09-30 22:59:58', 6, 'UTC')
              AND `logs`.`created_at` < toDateTime64('2026-11-01 01:00:00', 6, 'UTC')
              AND `logs`.`app_id` IN (1, 2)
              AND (`logs`.`log_type` IN ('user.login') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('user.login.%'))
          ) AS `rows`
        ) AS `marked`
      ) AS `numbered`
      GROUP BY `numbered`.`who`, `numbered`.`cluster`
    ) AS `clusters`
    WHERE `clusters`.`at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `clusters`.`at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
  ) AS `attempts`
  GROUP BY `day`
)
SELECT `every`.`day`, `every`.`outcome`, `every`.`ended` AS `logins`
FROM (
  SELECT `daily`.`day` AS `day`, 'succeeded' AS `outcome`, `daily`.`succeeded` AS `ended`
  FROM `daily`
  WHERE `daily`.`succeeded` > 0
  UNION ALL
  SELECT `daily`.`day` AS `day`, 'failed' AS `outcome`, `daily`.`failed` AS `ended`
  FROM `daily`
  WHERE `daily`.`failed` > 0
  UNION ALL
  SELECT `daily`.`day` AS `day`, 'first' AS `outcome`, `daily`.`first` AS `ended`
  FROM `daily`
  WHERE `daily`.`first` > 0
  UNION ALL
  SELECT `daily`.`day` AS `day`, 'sso' AS `outcome`, `daily`.`sso` AS `ended`
  FROM `daily`
  WHERE `daily`.`sso` > 0
) AS `every`
ORDER BY `every`.`day`, `every`.`outcome`
