SELECT `busiest`.`app_id`, `busiest`.`app`, `busiest`.`logs`,
    coalesce(`users`.`users`, 0) AS `users`
FROM (
  SELECT `named`.`app_id` AS `app_id`, `named`.`name_alone` AS `name_alone`,
      argMaxIf(`named`.`app_name`, (`named`.`last_at`, `named`.`app_name`), `named`.`app_name` IS NOT NULL) AS `app`,
      sum(`named`.`logs`) AS `logs`
  FROM (
    SELECT `counted`.`app_id` AS `app_id`, `counted`.`app_name` AS `app_name`,
        CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END AS `name_alone`,
        sum(`counted`.`logs`) AS `logs`, date_trunc('hour', max(`counted`.`hour`)) AS `last_at`
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
    GROUP BY `counted`.`app_id`, `counted`.`app_name`
  ) AS `named`
  GROUP BY `named`.`app_id`, `named`.`name_alone`
  ORDER BY `logs` DESC, `named`.`app_id` NULLS LAST, `named`.`name_alone`
  LIMIT 10
) AS `busiest`
LEFT OUTER JOIN (
  SELECT `counted`.`app_id` AS `app_id`,
      CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END AS `name_alone`,
      toInt64(count(DISTINCT `counted`.`user_email`)) AS `users`
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
  WHERE `counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL
  GROUP BY `counted`.`app_id`, `name_alone`
) AS `users` ON `users`.`app_id` IS NOT DISTINCT FROM `busiest`.`app_id`
  AND `users`.`name_alone` IS NOT DISTINCT FROM `busiest`.`name_alone`
ORDER BY `busiest`.`logs` DESC, `busiest`.`app_id` NULLS LAST, `busiest`.`app`
