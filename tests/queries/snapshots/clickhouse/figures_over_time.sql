SELECT `figures`.`at`, sum(`figures`.`logs`) AS `logs`,
    sum(`figures`.`active_users`) AS `active_users`, sum(`figures`.`active_apps`) AS `active_apps`,
    sum(`figures`.`logins`) AS `logins`, sum(`figures`.`failed_logins`) AS `failed_logins`,
    sum(`figures`.`failed_deliveries`) AS `failed_deliveries`
FROM (
  SELECT toDate32(addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
      sum(`counted`.`logs`) AS `logs`, 0 AS `active_users`, 0 AS `active_apps`, 0 AS `logins`,
      0 AS `failed_logins`,
      coalesce(sum(CASE WHEN (`counted`.`log_type` IN ('email.bounced', 'email.rejected')) THEN `counted`.`logs` ELSE 0 END), 0) + coalesce(sum(`counted`.`push_failure`), 0) AS `failed_deliveries`
  FROM (
    SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
        `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
        `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
        `hourly_logs`.`push_success` AS `push_success`,
        `hourly_logs`.`push_failure` AS `push_failure`
    FROM `hourly_logs`
    WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
      AND `hourly_logs`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `hourly_logs`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `hourly_logs`.`app_id` IN (1, 2)
  ) AS `counted`
  GROUP BY `at`
  UNION ALL
  SELECT toDate32(addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
      0 AS `logs`, toInt64(count(DISTINCT `counted`.`user_email`)) AS `active_users`,
      0 AS `active_apps`, 0 AS `logins`, 0 AS `failed_logins`, 0 AS `failed_deliveries`
  FROM (
    SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
        `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
        `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
    FROM `hourly_users`
    WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
      AND `hourly_users`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `hourly_users`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `hourly_users`.`app_id` IN (1, 2)
  ) AS `counted`
  GROUP BY `at`
  UNION ALL
  SELECT `apps`.`at` AS `at`, 0 AS `logs`, 0 AS `active_users`,
      toInt64(count(`apps`.`one`)) AS `active_apps`, 0 AS `logins`, 0 AS `failed_logins`,
      0 AS `failed_deliveries`
  FROM (
    SELECT toDate32(addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
        `counted`.`app_id` AS `app_id`,
        CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END AS `name_alone`,
        1 AS `one`
    FROM (
      SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
          `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
          `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
          `hourly_logs`.`push_success` AS `push_success`,
          `hourly_logs`.`push_failure` AS `push_failure`
      FROM `hourly_logs`
      WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        AND `hourly_logs`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `hourly_logs`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `hourly_logs`.`app_id` IN (1, 2)
    ) AS `counted`
    WHERE `counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL
    GROUP BY `at`, `counted`.`app_id`, `name_alone`
  ) AS `apps`
  GROUP BY `apps`.`at`
  UNION ALL
  SELECT toDate32(addSeconds(`attempts`.`at`, CASE WHEN (`attempts`.`at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
      0 AS `logs`, 0 AS `active_users`, 0 AS `active_apps`, sum(`attempts`.`attempts`) AS `logins`,
      sum(`attempts`.`failed`) AS `failed_logins`, 0 AS `failed_deliveries`
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
  GROUP BY `at`
) AS `figures`
GROUP BY `figures`.`at`
ORDER BY `figures`.`at`
