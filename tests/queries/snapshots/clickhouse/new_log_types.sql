SELECT `seen`.`log_type`, min(`seen`.`first_at`) AS `first_at`, sum(`seen`.`logs`) AS `logs`
FROM (
  SELECT `rows`.`log_type` AS `log_type`, min(`rows`.`created_at`) AS `first_at`,
      toInt64(count(`rows`.`created_at`)) AS `logs`, 0 AS `old`
  FROM (
    SELECT `logs`.`log_type` AS `log_type`, `logs`.`created_at` AS `created_at`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  GROUP BY `rows`.`log_type`
  UNION ALL
  SELECT `counted`.`log_type` AS `log_type`, min(`counted`.`hour`) AS `first_at`,
      sum(`counted`.`logs`) AS `logs`, 1 AS `old`
  FROM (
    SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
        `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
        `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
        `hourly_logs`.`push_success` AS `push_success`,
        `hourly_logs`.`push_failure` AS `push_failure`
    FROM `hourly_logs`
    WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
      AND `hourly_logs`.`hour` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `hourly_logs`.`app_id` IN (1, 2)
  ) AS `counted`
  GROUP BY `counted`.`log_type`
) AS `seen`
GROUP BY `seen`.`log_type`
HAVING max(`seen`.`old`) = 0
ORDER BY `first_at`, `seen`.`log_type`
