SELECT `laid`.`cohort`, `laid`.`size`, `laid`.`week`, coalesce(`active`.`users`, 0) AS `users`,
    toFloat64(coalesce(`active`.`users`, 0)) / nullIf(`laid`.`size`, 0) AS `share`,
    `laid`.`at` < toDate32(date_trunc('week', toDateTime64('2026-11-01 00:00:00', 6, 'UTC'))) AS `complete`
FROM (
  SELECT `grid`.`cohort` AS `cohort`, `grid`.`size` AS `size`, `grid`.`week` AS `week`,
      `grid`.`last` AS `last`, addDays(`grid`.`cohort`, `grid`.`week` * 7) AS `at`
  FROM (
    SELECT `cohorts`.`cohort` AS `cohort`, `cohorts`.`users` AS `size`, `cohorts`.`last` AS `last`,
        toInt64(arrayJoin(range(toUInt32(27)))) AS `week`
    FROM (
      SELECT `newcomers`.`cohort` AS `cohort`, `newcomers`.`at` AS `at`,
          `newcomers`.`last` AS `last`, toInt64(count(`newcomers`.`at`)) AS `users`
      FROM (
        SELECT `weeks`.`at` AS `at`, `weeks`.`last` AS `last`,
            min(`weeks`.`at`) OVER (PARTITION BY `weeks`.`user_email`) AS `cohort`
        FROM (
          SELECT `found`.`user_email` AS `user_email`, `found`.`at` AS `at`,
              max(`found`.`at`) OVER () AS `last`
          FROM (
            SELECT `counted`.`user_email` AS `user_email`,
                toDate32(date_trunc('week', addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END))) AS `at`
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
            GROUP BY `counted`.`user_email`, `at`
          ) AS `found`
        ) AS `weeks`
        WHERE (`weeks`.`user_email` NOT IN (
          SELECT `counted`.`user_email`
          FROM (
            SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
                `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
                `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
            FROM `hourly_users`
            WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
              AND `hourly_users`.`hour` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
              AND `hourly_users`.`app_id` IN (1, 2)
          ) AS `counted`
        ))
      ) AS `newcomers`
      GROUP BY `newcomers`.`cohort`, `newcomers`.`at`, `newcomers`.`last`
    ) AS `cohorts`
    WHERE `cohorts`.`at` = `cohorts`.`cohort`
  ) AS `grid`
) AS `laid`
LEFT OUTER JOIN (
  SELECT `newcomers`.`cohort` AS `cohort`, `newcomers`.`at` AS `at`, `newcomers`.`last` AS `last`,
      toInt64(count(`newcomers`.`at`)) AS `users`
  FROM (
    SELECT `weeks`.`at` AS `at`, `weeks`.`last` AS `last`,
        min(`weeks`.`at`) OVER (PARTITION BY `weeks`.`user_email`) AS `cohort`
    FROM (
      SELECT `found`.`user_email` AS `user_email`, `found`.`at` AS `at`,
          max(`found`.`at`) OVER () AS `last`
      FROM (
        SELECT `counted`.`user_email` AS `user_email`,
            toDate32(date_trunc('week', addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END))) AS `at`
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
        GROUP BY `counted`.`user_email`, `at`
      ) AS `found`
    ) AS `weeks`
    WHERE (`weeks`.`user_email` NOT IN (
      SELECT `counted`.`user_email`
      FROM (
        SELECT `hourly_users`.`hour` AS `hour`, `hourly_users`.`category` AS `category`,
            `hourly_users`.`app_id` AS `app_id`, `hourly_users`.`app_name` AS `app_name`,
            `hourly_users`.`user_email` AS `user_email`, `hourly_users`.`logs` AS `logs`
        FROM `hourly_users`
        WHERE lowerUTF8(`hourly_users`.`app_name`) = lowerUTF8('Shop')
          AND `hourly_users`.`hour` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `hourly_users`.`app_id` IN (1, 2)
      ) AS `counted`
    ))
  ) AS `newcomers`
  GROUP BY `newcomers`.`cohort`, `newcomers`.`at`, `newcomers`.`last`
) AS `active` ON `active`.`cohort` = `laid`.`cohort`
  AND `active`.`at` = `laid`.`at`
WHERE `laid`.`at` <= `laid`.`last`
ORDER BY `laid`.`cohort`, `laid`.`week`
