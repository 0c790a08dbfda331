SELECT `spans`.`log_type`, sum(`spans`.`logs`) AS `logs`, min(`spans`.`first_at`) AS `first_at`,
    max(`spans`.`last_at`) AS `last_at`
FROM (
  SELECT `log_spans`.`category` AS `category`, `log_spans`.`log_type` AS `log_type`,
      `log_spans`.`app_id` AS `app_id`, `log_spans`.`app_name` AS `app_name`,
      `log_spans`.`logs` AS `logs`, `log_spans`.`first_at` AS `first_at`,
      `log_spans`.`last_at` AS `last_at`
  FROM `log_spans`
  WHERE lowerUTF8(`log_spans`.`app_name`) = lowerUTF8('Shop')
    AND `log_spans`.`app_id` IN (1, 2)
) AS `spans`
GROUP BY `spans`.`log_type`
ORDER BY `logs` DESC, `spans`.`log_type`
