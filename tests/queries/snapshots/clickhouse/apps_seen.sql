SELECT `named`.`app_id`,
    argMaxIf(`named`.`app_name`, (`named`.`last_at`, `named`.`app_name`), `named`.`app_name` IS NOT NULL) AS `app`,
    sum(`named`.`logs`) AS `logs`, max(`named`.`last_at`) AS `last_at`
FROM (
  SELECT `spans`.`app_id` AS `app_id`, `spans`.`app_name` AS `app_name`,
      CASE WHEN (`spans`.`app_id` IS NULL) THEN `spans`.`app_name` END AS `name_alone`,
      sum(`spans`.`logs`) AS `logs`, max(`spans`.`last_at`) AS `last_at`
  FROM (
    SELECT `log_spans`.`category` AS `category`, `log_spans`.`log_type` AS `log_type`,
        `log_spans`.`app_id` AS `app_id`, `log_spans`.`app_name` AS `app_name`,
        `log_spans`.`logs` AS `logs`, `log_spans`.`first_at` AS `first_at`,
        `log_spans`.`last_at` AS `last_at`
    FROM `log_spans`
    WHERE lowerUTF8(`log_spans`.`app_name`) = lowerUTF8('Shop')
      AND `log_spans`.`app_id` IN (1, 2)
  ) AS `spans`
  WHERE `spans`.`app_id` IS NOT NULL OR `spans`.`app_name` IS NOT NULL
  GROUP BY `spans`.`app_id`, `spans`.`app_name`
) AS `named`
GROUP BY `named`.`app_id`, `named`.`name_alone`
ORDER BY `logs` DESC, `named`.`app_id` NULLS LAST, `named`.`name_alone`
