SELECT `failed`.`user_email` AS `user`, `failed`.`failures`, `failed`.`last_at`,
    coalesce(`next`.`what`, 'still_failing') AS `next`, `next`.`at` AS `next_at`
FROM (
  SELECT `rows`.`user_email` AS `user_email`, toInt64(count(`rows`.`created_at`)) AS `failures`,
      min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`
  FROM (
    SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND `logs`.`log_type` IN ('user.login.failed')
  ) AS `rows`
  WHERE `rows`.`user_email` IS NOT NULL
  GROUP BY `rows`.`user_email`
) AS `failed`
LEFT OUTER JOIN (
  SELECT `later`.`user` AS `user`, `later`.`at` AS `at`, `later`.`what` AS `what`
  FROM (
    SELECT `events`.`user` AS `user`, `events`.`at` AS `at`, `events`.`what` AS `what`,
        row_number() OVER (PARTITION BY `events`.`user` ORDER BY `events`.`at`, `events`.`what`) AS `place`
    FROM (
      SELECT `got_in`.`user` AS `user`, `got_in`.`at` AS `at`, 'succeeded' AS `what`
      FROM (
        SELECT `attempts`.`user_email` AS `user`,
            CASE WHEN (`attempts`.`failed` > 0) THEN `attempts`.`last_at` ELSE `attempts`.`at` END AS `at`
        FROM (
          SELECT `clusters`.`at` AS `at`, `clusters`.`last_at` AS `last_at`,
              `clusters`.`user_email` AS `user_email`,
              greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) AS `attempts`,
              greatest(`clusters`.`plain`, `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`, CASE WHEN (`clusters`.`plain` + `clusters`.`failed` + `clusters`.`first` + `clusters`.`sso` = 0) THEN `clusters`.`other` ELSE 0 END) - (`clusters`.`failed` + `clusters`.`first` + `clusters`.`sso`) AS `succeeded`,
              `clusters`.`failed` AS `failed`, `clusters`.`first` AS `first`,
              `clusters`.`sso` AS `sso`
          FROM (
            SELECT min(`numbered`.`created_at`) AS `at`, max(`numbered`.`created_at`) AS `last_at`,
                max(`numbered`.`user_email`) AS `user_email`,
                toInt64(countIf(`numbered`.`log_type` = 'user.login')) AS `plain`,
                toInt64(countIf(`numbered`.`log_type` = 'user.login.failed')) AS `failed`,
                toInt64(countIf(`numbered`.`log_type` = 'user.login.first')) AS `first`,
                greatest(toInt64(countIf(`numbered`.`log_type` = 'user.login.sso')) - toInt64(countIf(`numbered`.`log_type` = 'user.login.first')), 0) AS `sso`,
                toInt64(countIf((`numbered`.`log_type` NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso')))) AS `other`
            FROM (
              SELECT `marked`.`created_at` AS `created_at`, `marked`.`log_type` AS `log_type`,
                  `marked`.`user_email` AS `user_email`, `marked`.`who` AS `who`,
                  sum(`marked`.`begins`) OVER (PARTITION BY `marked`.`who` ORDER BY `marked`.`created_at`, `marked`.`id`) AS `cluster`
              FROM (
                SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
                    `rows`.`log_type` AS `log_type`, `rows`.`user_email` AS `user_email`,
                    coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') AS `who`,
                    CASE WHEN (`rows`.`created_at` > addSeconds(lag(`rows`.`created_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY coalesce(`rows`.`user_email`, 'number ' || toString(`rows`.`user_id`), '') ORDER BY `rows`.`created_at`, `rows`.`id`), 2)) THEN 1 ELSE 0 END AS `begins`
                FROM (
                  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                      `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
                      `logs`.`user_id` AS `user_id`
                  FROM `logs`
                  WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 22:59:58', 6, 'UTC')
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
        WHERE `attempts`.`attempts` > `attempts`.`failed`
          AND `attempts`.`user_email` IS NOT NULL
      ) AS `got_in`
      UNION ALL
      SELECT `account`.`user` AS `user`, `account`.`created_at` AS `at`, `account`.`what` AS `what`
      FROM (
        SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
            `rows`.`log_type` AS `log_type`,
            CASE `rows`.`log_type` WHEN 'user.password.update' THEN 'password_changed' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.delete' THEN 'removed' WHEN 'organization.user.unblock' THEN 'unblocked' WHEN 'organization.user.block' THEN 'blocked' WHEN 'app.user.remove' THEN 'removed' WHEN 'organization.user.app.remove' THEN 'removed' END AS `what`,
            coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))) THEN `rows`.`user_email` END) AS `user`,
            coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
            `rows`.`log_type` IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'organization.user.app.remove') OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))) THEN `rows`.`user_email` END), false) AS `on_behalf`
        FROM (
          SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
              `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
              `logs`.`studio_user_email` AS `studio_user_email`,
              `logs`.`subject_user` AS `subject_user`
          FROM `logs`
          WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
            AND (`logs`.`log_type` IN ('user.password.update', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))
        ) AS `rows`
      ) AS `account`
    ) AS `events`
    INNER JOIN (
      SELECT `rows`.`user_email` AS `user_email`, toInt64(count(`rows`.`created_at`)) AS `failures`,
          min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`
      FROM (
        SELECT `logs`.`created_at` AS `created_at`, `logs`.`user_email` AS `user_email`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND `logs`.`log_type` IN ('user.login.failed')
      ) AS `rows`
      WHERE `rows`.`user_email` IS NOT NULL
      GROUP BY `rows`.`user_email`
    ) AS `failed` ON `failed`.`user_email` = `events`.`user`
    WHERE `events`.`at` > `failed`.`last_at`
  ) AS `later`
  WHERE `later`.`place` = 1
) AS `next` ON `failed`.`user_email` = `next`.`user`
ORDER BY `failed`.`failures` DESC, `failed`.`user_email`
