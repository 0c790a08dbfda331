SELECT `rows`.`created_at` AS `at`, `rows`.`app_id`, `rows`.`app_name` AS `app`,
    CASE WHEN (`rows`.`log_type` = 'app.publish') THEN 'in-app update' WHEN (`rows`.`log_type` = 'app.publish.web.create') THEN 'web launch' WHEN (`rows`.`log_type` = 'app.publish.web.update') THEN 'address change' WHEN (`rows`.`log_type` = 'app.publish.web.remove') THEN 'unpublished' ELSE 'other' END AS `kind`,
    `rows`.`user_email` AS `user`, `rows`.`slug`, `rows`.`id`
FROM (
  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`user_email` AS `user_email`, `logs`.`slug` AS `slug`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
    AND (`logs`.`log_type` IN ('app.publish') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.publish.%'))
) AS `rows`
WHERE CASE WHEN (`rows`.`log_type` = 'app.publish') THEN 'in-app update' WHEN (`rows`.`log_type` = 'app.publish.web.create') THEN 'web launch' WHEN (`rows`.`log_type` = 'app.publish.web.update') THEN 'address change' WHEN (`rows`.`log_type` = 'app.publish.web.remove') THEN 'unpublished' ELSE 'other' END = 'web launch'
ORDER BY `rows`.`created_at` DESC, `rows`.`id` DESC
