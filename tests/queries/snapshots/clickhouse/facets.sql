SELECT `counted`.`value`, coalesce(max(`counted`.`label`), `counted`.`value`) AS `label`,
    sum(`counted`.`logs`) AS `logs`
FROM (
  SELECT `found`.`found` AS `value`, `found`.`found` AS `label`, `found`.`logs` AS `logs`
  FROM (
    SELECT `counted`.`log_type` AS `found`, sum(`counted`.`logs`) AS `logs`
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
    GROUP BY `counted`.`log_type`
  ) AS `found`
) AS `counted`
GROUP BY `counted`.`value`
HAVING sum(`counted`.`logs`) > 0
ORDER BY `logs` DESC, `counted`.`value` NULLS LAST
LIMIT 20
