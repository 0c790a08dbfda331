SELECT toDate32(addSeconds(`attempts`.`at`, CASE WHEN (`attempts`.`at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `day`,
    `attempts`.`category`, sum(`attempts`.`attempts`) AS `logins`,
    sum(`attempts`.`failed`) AS `failed`
FROM (
  SELECT `clusters`.`at` AS `at`, `clusters`.`last_at` AS `last_at`,
      `clusters`.`category` AS `category`,
      greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) AS `attempts`,
      greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) - (`clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`) AS `succeeded`,
      `clusters`.`failed` AS `failed`, `clusters`.`first` AS `first`, `clusters`.`sso` AS `sso`
  FROM (
    SELECT min(`numbered`.`created_at`) AS `at`, max(`numbered`.`created_at`) AS `last_at`,
        max(`numbered`.`category`) AS `category`,
        toInt64(countIf(`numbered`.`log_type` = 'user.login')) AS `plain`,
        toInt64(countIf(`numbered`.`log_type` = 'user.login.failed')) AS `failed`,
        toInt64(countIf(`numbered`.`log_type` = 'user.login.first')) AS `first`,
        greatest(toInt64(countIf(`numbered`.`log_type` = 'user.login.sso')) - toInt64(countIf(`numbered`.`log_type` = 'user.login.first')), 0) AS `sso`,
        toInt64(countIf((`numbered`.`log_type` NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso')))) AS `other`
    FROM (
      SELECT `marked`.`created_at` AS `created_at`, `marked`.`log_type` AS `log_type`,
          `marked`.`category` AS `category`, `marked`.`who` AS `who`,
          sum(`marked`.`begins`) OVER (PARTITION BY `marked`.`who` ORDER BY `marked`.`created_at`, `marked`.`id`) AS `cluster`
      FROM (
        SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
            `rows`.`log_type` AS `log_type`, `rows`.`category` AS `category`,
            coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') AS `who`,
            CASE WHEN (`rows`.`created_at` > addSeconds(lag(`rows`.`created_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') ORDER BY `rows`.`created_at`, `rows`.`id`), 2)) THEN 1 ELSE 0 END AS `begins`
        FROM (
          SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
              `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
              `logs`.`user_id` AS `user_id`, `logs`.`category` AS `category`
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
GROUP BY `day`, `attempts`.`category`
ORDER BY `day`, `attempts`.`category` NULLS LAST
