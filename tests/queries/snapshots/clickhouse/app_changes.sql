SELECT `rows`.`created_at` AS `at`, `rows`.`app_id`, `rows`.`app_name` AS `app`,
    `rows`.`user_email` AS `user`,
    CASE WHEN (`rows`.`log_type` LIKE 'app.page.widget.%') THEN 'component' WHEN (`rows`.`log_type` LIKE 'app.widget.%') THEN 'component' WHEN (`rows`.`log_type` LIKE 'app.ai.%') THEN 'component' WHEN (`rows`.`log_type` LIKE 'app.settings.%') THEN 'settings' WHEN (`rows`.`log_type` LIKE 'app.page.%') THEN 'screen' WHEN (`rows`.`log_type` LIKE 'app.pages.%') THEN 'screen' ELSE 'publish' END AS `what`,
    `rows`.`page_title` AS `screen`, `rows`.`component`, `rows`.`changed`, `rows`.`log_type`,
    `rows`.`id`
FROM (
  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`user_email` AS `user_email`, `logs`.`page_title` AS `page_title`,
      `logs`.`component` AS `component`, `logs`.`changed` AS `changed`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
    AND (`logs`.`log_type` IN ('app.publish') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.settings.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.page.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.pages.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.widget.%') OR lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('app.ai.%'))
) AS `rows`
ORDER BY `rows`.`created_at` DESC, `rows`.`id` DESC
