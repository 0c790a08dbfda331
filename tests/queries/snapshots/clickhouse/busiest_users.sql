SELECT `busiest`.`user_email` AS `user`, `busiest`.`logs`, `busiest`.`apps`,
    max(`rows`.`created_at`) AS `last_at`
FROM (
  SELECT `per_app`.`user_email` AS `user_email`, sum(`per_app`.`logs`) AS `logs`,
      sum(`per_app`.`apps`) AS `apps`
  FROM (
    SELECT `counted`.`user_email` AS `user_email`, sum(`counted`.`logs`) AS `logs`,
        CASE WHEN (`counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL) THEN 1 ELSE 0 END AS `apps`
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
    GROUP BY `counted`.`user_email`, `counted`.`app_id`,
        CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END,
        `counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL
  ) AS `per_app`
  GROUP BY `per_app`.`user_email`
  ORDER BY `logs` DESC, `per_app`.`user_email`
  LIMIT 10
) AS `busiest`
INNER JOIN (
  SELECT `logs`.`user_email` AS `user_email`, `logs`.`created_at` AS `created_at`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows` ON `rows`.`user_email` = `busiest`.`user_email`
GROUP BY `busiest`.`user_email`, `busiest`.`logs`, `busiest`.`apps`
ORDER BY `busiest`.`logs` DESC, `busiest`.`user_email`
