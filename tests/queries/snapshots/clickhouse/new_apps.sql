SELECT `seen`.`app_id`,
    argMaxIf(`seen`.`app_name`, (`seen`.`last_at`, `seen`.`app_name`), `seen`.`app_name` IS NOT NULL) AS `app`,
    min(`seen`.`first_at`) AS `first_at`, sum(`seen`.`logs`) AS `logs`
FROM (
  SELECT `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app_name`,
      CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END AS `name_alone`,
      min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`,
      toInt64(count(`rows`.`created_at`)) AS `logs`, 0 AS `old`
  FROM (
    SELECT `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
        `logs`.`created_at` AS `created_at`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`app_id` IS NOT NULL OR `rows`.`app_name` IS NOT NULL
  GROUP BY `rows`.`app_id`, `rows`.`app_name`
  UNION ALL
  SELECT `counted`.`app_id` AS `app_id`, `counted`.`app_name` AS `app_name`,
      CASE WHEN (`counted`.`app_id` IS NULL) THEN `counted`.`app_name` END AS `name_alone`,
      min(`counted`.`hour`) AS `first_at`, max(`counted`.`hour`) AS `last_at`,
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
  WHERE `counted`.`app_id` IS NOT NULL OR `counted`.`app_name` IS NOT NULL
  GROUP BY `counted`.`app_id`, `counted`.`app_name`
) AS `seen`
GROUP BY `seen`.`app_id`, `seen`.`name_alone`
HAVING max(`seen`.`old`) = 0
ORDER BY `first_at`, `seen`.`app_id` NULLS LAST, `seen`.`name_alone`
