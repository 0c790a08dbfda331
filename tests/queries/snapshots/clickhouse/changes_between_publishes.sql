SELECT `every`.`at`, `every`.`app_id`, `every`.`app`, `every`.`user`, `every`.`previous_at`,
    `every`.`changes`, `every`.`screens`, `every`.`components`, `every`.`settings`,
    `every`.`editors`, `every`.`by`, `every`.`id`
FROM (
  SELECT `between`.`app_id` AS `app_id`, `between`.`name_alone` AS `name_alone`,
      `between`.`number` AS `number`, `between`.`at` AS `at`, `between`.`app` AS `app`,
      `between`.`user` AS `user`, `between`.`changes` AS `changes`,
      `between`.`screens` AS `screens`, `between`.`components` AS `components`,
      `between`.`settings` AS `settings`, `between`.`editors` AS `editors`, `between`.`by` AS `by`,
      `between`.`id` AS `id`, `between`.`matched` AS `matched`,
      lag(`between`.`at`) OVER (PARTITION BY `between`.`app_id`, `between`.`name_alone` ORDER BY `between`.`number` DESC) AS `previous_at`
  FROM (
    SELECT `said`.`app_id` AS `app_id`, `said`.`name_alone` AS `name_alone`,
        `said`.`number` AS `number`, max(`said`.`at`) AS `at`,
        coalesce(max(`said`.`app`), max(`said`.`app_name`)) AS `app`, max(`said`.`user`) AS `user`,
        sum(`said`.`changes`) AS `changes`, sum(`said`.`screens`) AS `screens`,
        sum(`said`.`components`) AS `components`, sum(`said`.`settings`) AS `settings`,
        toInt64(countIf(`said`.`words` IS NOT NULL)) AS `editors`,
        nullIf(arrayStringConcat(arrayMap(one -> one.2, arraySort(groupArrayIf((`said`.`rank`, assumeNotNull(`said`.`words`)), `said`.`words` IS NOT NULL))), ', '), '') AS `by`,
        max(`said`.`id`) AS `id`,
        CASE WHEN (max(`said`.`id`) IS NULL) THEN max(`said`.`change_matched`) ELSE max(`said`.`publish_matched`) END AS `matched`
    FROM (
      SELECT `by_user`.`app_id` AS `app_id`, `by_user`.`name_alone` AS `name_alone`,
          `by_user`.`number` AS `number`, `by_user`.`changer` AS `changer`, `by_user`.`at` AS `at`,
          `by_user`.`app_name` AS `app_name`, `by_user`.`app` AS `app`, `by_user`.`user` AS `user`,
          `by_user`.`id` AS `id`, `by_user`.`publish_matched` AS `publish_matched`,
          `by_user`.`change_matched` AS `change_matched`, `by_user`.`changes` AS `changes`,
          `by_user`.`screens` AS `screens`, `by_user`.`components` AS `components`,
          `by_user`.`settings` AS `settings`,
          CASE WHEN (`by_user`.`changes` > 0) THEN `by_user`.`changer` || ' ' || toString(`by_user`.`changes`) END AS `words`,
          0 - `by_user`.`changes` AS `rank`
      FROM (
        SELECT `numbered`.`app_id` AS `app_id`, `numbered`.`name_alone` AS `name_alone`,
            `numbered`.`number` AS `number`, `numbered`.`user` AS `changer`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN `numbered`.`at` END) AS `at`,
            max(`numbered`.`app_name`) AS `app_name`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN `numbered`.`app_name` END) AS `app`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN `numbered`.`user` END) AS `user`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN `numbered`.`id` END) AS `id`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN `numbered`.`matched` ELSE 0 END) AS `publish_matched`,
            max(CASE WHEN (`numbered`.`publish` = 1) THEN 0 ELSE `numbered`.`matched` END) AS `change_matched`,
            toInt64(countIf(`numbered`.`area` != 'publish')) AS `changes`,
            toInt64(countIf(`numbered`.`area` = 'screen')) AS `screens`,
            toInt64(countIf(`numbered`.`area` = 'component')) AS `components`,
            toInt64(countIf(`numbered`.`area` = 'settings')) AS `settings`
        FROM (
          SELECT `told`.`at` AS `at`, `told`.`app_id` AS `app_id`, `told`.`app_name` AS `app_name`,
              `told`.`name_alone` AS `name_alone`, `told`.`user` AS `user`,
              `told`.`log_type` AS `log_type`, `told`.`id` AS `id`, `told`.`publish` AS `publish`,
              `told`.`area` AS `area`, `told`.`matched` AS `matched`,
              sum(`told`.`publish`) OVER (PARTITION BY `told`.`app_id`, `told`.`name_alone` ORDER BY `told`.`at` DESC, `told`.`publish` DESC, `told`.`id` DESC) AS `number`
          FROM (
            SELECT `events`.`at` AS `at`, `events`.`app_id` AS `app_id`,
                `events`.`app_name` AS `app_name`, `events`.`name_alone` AS `name_alone`,
                `events`.`user` AS `user`, `events`.`log_type` AS `log_type`, `events`.`id` AS `id`,
                `events`.`publish` AS `publish`,
                CASE WHEN (`events`.`log_type` LIKE 'app.page.widget.%') THEN 'component' WHEN (`events`.`log_type` LIKE 'app.widget.%') THEN 'component' WHEN (`events`.`log_type` LIKE 'app.ai.%') THEN 'component' WHEN (`events`.`log_type` LIKE 'app.settings.%') THEN 'settings' WHEN (`events`.`log_type` LIKE 'app.page.%') THEN 'screen' WHEN (`events`.`log_type` LIKE 'app.pages.%') THEN 'screen' ELSE 'publish' END AS `area`,
                CASE WHEN (`events`.`id` IN (SELECT `rows`.`id` FROM (SELECT `logs`.`id` AS `id` FROM `logs` WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop') AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC') AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC') AND `logs`.`app_id` IN (1, 2) AND (`logs`.`log_type` IN ('app.publish', 'app.publish.web.create') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.widget.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.ai.%'))
              ) AS `rows`
            )) THEN 1 ELSE 0 END AS `matched`
            FROM (
              SELECT `publishes`.`at` AS `at`, `publishes`.`app_id` AS `app_id`,
                  `publishes`.`app_name` AS `app_name`, `publishes`.`name_alone` AS `name_alone`,
                  `publishes`.`user` AS `user`, `publishes`.`log_type` AS `log_type`,
                  `publishes`.`id` AS `id`, 1 AS `publish`
              FROM (
                SELECT `seen`.`at` AS `at`, `seen`.`app_id` AS `app_id`,
                    `seen`.`app_name` AS `app_name`, `seen`.`name_alone` AS `name_alone`,
                    `seen`.`user` AS `user`, `seen`.`log_type` AS `log_type`, `seen`.`id` AS `id`
                FROM (
                  SELECT `rows`.`created_at` AS `at`, `rows`.`app_id` AS `app_id`,
                      `rows`.`app_name` AS `app_name`,
                      CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END AS `name_alone`,
                      `rows`.`user_email` AS `user`, `rows`.`log_type` AS `log_type`,
                      `rows`.`id` AS `id`,
                      lag(`rows`.`created_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY `rows`.`app_id`, CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END ORDER BY `rows`.`created_at`, `rows`.`id`) AS `previous`
                  FROM (
                    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                        `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
                        `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`
                    FROM `logs`
                    WHERE `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
                      AND `logs`.`app_id` IN (1, 2)
                      AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.publish%')
                      AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
                  ) AS `rows`
                  WHERE `rows`.`log_type` IN ('app.publish', 'app.publish.web.create')
                    AND (`rows`.`app_id` IS NOT NULL OR `rows`.`app_name` IS NOT NULL)
                ) AS `seen`
                WHERE `seen`.`at` > addSeconds(`seen`.`previous`, 60)
              ) AS `publishes`
              UNION ALL
              SELECT `rows`.`created_at` AS `created_at`, `rows`.`app_id` AS `app_id`,
                  `rows`.`app_name` AS `app_name`,
                  CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END AS `name_alone`,
                  `rows`.`user_email` AS `user_email`, `rows`.`log_type` AS `log_type`,
                  `rows`.`id` AS `id`, 0 AS `anon_1`
              FROM (
                SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                    `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
                    `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`
                FROM `logs`
                WHERE `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
                  AND `logs`.`app_id` IN (1, 2)
                  AND (lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.widget.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.ai.%'))
                  AND lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
              ) AS `rows`
              WHERE `rows`.`app_id` IS NOT NULL OR `rows`.`app_name` IS NOT NULL
            ) AS `events`
          ) AS `told`
        ) AS `numbered`
        GROUP BY `numbered`.`app_id`, `numbered`.`name_alone`, `numbered`.`number`,
            `numbered`.`user`
      ) AS `by_user`
    ) AS `said`
    GROUP BY `said`.`app_id`, `said`.`name_alone`, `said`.`number`
  ) AS `between`
) AS `every`
WHERE `every`.`matched` = 1
ORDER BY `every`.`at` DESC NULLS FIRST, `every`.`app_id` NULLS LAST, `every`.`name_alone` NULLS LAST
