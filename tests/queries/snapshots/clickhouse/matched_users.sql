SELECT (
  SELECT toInt64(count(DISTINCT `counted`.`user_email`)) AS `anon_1`
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
) AS `users`, (
  SELECT coalesce(sum(`counted`.`logs`), 0) AS `coalesce_1`
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
) AS `logs`
