SELECT `begun`.`app_id`, `now`.`app`, `begun`.`first_at`, `now`.`logs`
FROM (
  SELECT `spans`.`app_id` AS `app_id`,
      CASE WHEN (`spans`.`app_id` IS NULL) THEN `spans`.`app_name` END AS `name_alone`,
      min(`spans`.`first_at`) AS `first_at`
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
  GROUP BY `spans`.`app_id`, `name_alone`
  HAVING min(`spans`.`first_at`) >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
) AS `begun`
INNER JOIN (
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
) AS `now` ON `now`.`app_id` IS NOT DISTINCT FROM `begun`.`app_id`
  AND `now`.`name_alone` IS NOT DISTINCT FROM `begun`.`name_alone`
ORDER BY `begun`.`first_at`, `begun`.`app_id` NULLS LAST, `begun`.`name_alone`
