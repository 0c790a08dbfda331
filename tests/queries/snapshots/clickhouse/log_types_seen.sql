SELECT `rows`.`log_type`, toInt64(count(`rows`.`created_at`)) AS `logs`,
    min(`rows`.`created_at`) AS `first_at`, max(`rows`.`created_at`) AS `last_at`
FROM (
  SELECT `logs`.`log_type` AS `log_type`, `logs`.`created_at` AS `created_at`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
GROUP BY `rows`.`log_type`
ORDER BY `logs` DESC, `rows`.`log_type`
