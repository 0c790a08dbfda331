SELECT date_trunc('hour', `feature`.`created_at`) AS `at`,
    toInt64(countIf(`feature`.`kind` IN ('uploaded'))) AS `uploaded`,
    toInt64(countIf(`feature`.`kind` IN ('updated', 'moved'))) AS `updated`,
    toInt64(countIf(`feature`.`kind` IN ('deleted'))) AS `deleted`,
    toInt64(countIf(`feature`.`kind` IN ('restored'))) AS `restored`,
    toInt64(countIf(`feature`.`kind` IN ('downloaded'))) AS `downloaded`,
    toInt64(countIf(`feature`.`kind` IN ('other'))) AS `other`,
    toInt64(count(DISTINCT `feature`.`user_email`)) AS `users`
FROM (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
      `rows`.`app_name` AS `app_name`,
      CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS `kind`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
        `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('mediaFile.%')
  ) AS `rows`
) AS `feature`
GROUP BY `at`
ORDER BY `at`
