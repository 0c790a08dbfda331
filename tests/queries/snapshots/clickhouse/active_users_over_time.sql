SELECT toDate32(addSeconds(`counted`.`hour`, CASE WHEN (`counted`.`hour` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `at`,
    toInt64(count(DISTINCT `counted`.`user_email`)) AS `users`, sum(`counted`.`logs`) AS `logs`
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
GROUP BY `at`
ORDER BY `at`
