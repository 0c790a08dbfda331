SELECT `gaps`.`app_id`,
    argMaxIf(`gaps`.`app_name`, (`gaps`.`at`, `gaps`.`app_name`), `gaps`.`app_name` IS NOT NULL) AS `app`,
    toInt64(count(`gaps`.`id`)) AS `publishes`,
    toInt64(count(DISTINCT `gaps`.`user`)) AS `publishers`, min(`gaps`.`at`) AS `first_at`,
    max(`gaps`.`at`) AS `last_at`,
    toFloat64(quantileExactInclusive(0.5)(`gaps`.`gap`)) / nullIf(86400000000, 0) AS `median_days`
FROM (
  SELECT `each`.`at` AS `at`, `each`.`app_id` AS `app_id`, `each`.`app_name` AS `app_name`,
      `each`.`name_alone` AS `name_alone`, `each`.`user` AS `user`, `each`.`log_type` AS `log_type`,
      `each`.`id` AS `id`, `each`.`previous` AS `previous`,
      CASE WHEN (`each`.`previous` > toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) THEN (toUnixTimestamp64Micro(`each`.`at`) - toUnixTimestamp64Micro(`each`.`previous`)) END AS `gap`
  FROM (
    SELECT `publishes`.`at` AS `at`, `publishes`.`app_id` AS `app_id`,
        `publishes`.`app_name` AS `app_name`, `publishes`.`name_alone` AS `name_alone`,
        `publishes`.`user` AS `user`, `publishes`.`log_type` AS `log_type`,
        `publishes`.`id` AS `id`,
        lag(`publishes`.`at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY `publishes`.`app_id`, `publishes`.`name_alone` ORDER BY `publishes`.`at`, `publishes`.`id`) AS `previous`
    FROM (
      SELECT `seen`.`at` AS `at`, `seen`.`app_id` AS `app_id`, `seen`.`app_name` AS `app_name`,
          `seen`.`name_alone` AS `name_alone`, `seen`.`user` AS `user`,
          `seen`.`log_type` AS `log_type`, `seen`.`id` AS `id`
      FROM (
        SELECT `rows`.`created_at` AS `at`, `rows`.`app_id` AS `app_id`,
            `rows`.`app_name` AS `app_name`,
            CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END AS `name_alone`,
            `rows`.`user_email` AS `user`, `rows`.`log_type` AS `log_type`, `rows`.`id` AS `id`,
            lag(`rows`.`created_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY `rows`.`app_id`, CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END ORDER BY `rows`.`created_at`, `rows`.`id`) AS `previous`
        FROM (
          SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
              `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
              `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`
          FROM `logs`
          WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
            AND `logs`.`created_at` >= toDateTime64('2026-09-30 22:59:00', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
            AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.publish%')
        ) AS `rows`
        WHERE `rows`.`log_type` IN ('app.publish', 'app.publish.web.create')
          AND (`rows`.`app_id` IS NOT NULL OR `rows`.`app_name` IS NOT NULL)
      ) AS `seen`
      WHERE `seen`.`at` > addSeconds(`seen`.`previous`, 60)
        AND `seen`.`at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    ) AS `publishes`
  ) AS `each`
) AS `gaps`
GROUP BY `gaps`.`app_id`, `gaps`.`name_alone`
ORDER BY `publishes` DESC, `gaps`.`app_id` NULLS LAST, `gaps`.`name_alone` NULLS LAST
