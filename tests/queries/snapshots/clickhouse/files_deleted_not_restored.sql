SELECT `deleted`.`media_file_id`, `deleted`.`media_folder_id`,
    `deleted`.`created_at` AS `deleted_at`, `deleted`.`user_email` AS `user`, `deleted`.`app_id`,
    `deleted`.`app_name` AS `app`, `deleted`.`log_type`, `deleted`.`id`
FROM (
  SELECT `feature`.`id` AS `id`, `feature`.`created_at` AS `created_at`,
      `feature`.`log_type` AS `log_type`, `feature`.`user_email` AS `user_email`,
      `feature`.`app_id` AS `app_id`, `feature`.`app_name` AS `app_name`,
      `feature`.`media_file_id` AS `media_file_id`,
      `feature`.`media_folder_id` AS `media_folder_id`, `feature`.`kind` AS `kind`,
      row_number() OVER (PARTITION BY `feature`.`media_file_id` ORDER BY `feature`.`created_at` DESC, `feature`.`id` DESC) AS `place`
  FROM (
    SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
        `rows`.`log_type` AS `log_type`, `rows`.`user_email` AS `user_email`,
        `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app_name`,
        `rows`.`media_file_id` AS `media_file_id`, `rows`.`media_folder_id` AS `media_folder_id`,
        CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS `kind`
    FROM (
      SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
          `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
          `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
          `logs`.`media_file_id` AS `media_file_id`, `logs`.`media_folder_id` AS `media_folder_id`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
        AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('mediaFile.%')
    ) AS `rows`
  ) AS `feature`
  WHERE `feature`.`kind` = 'deleted'
) AS `deleted`
LEFT OUTER JOIN (
  SELECT `feature`.`media_file_id` AS `media_file_id`, max(`feature`.`created_at`) AS `restored_at`
  FROM (
    SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
        `rows`.`log_type` AS `log_type`, `rows`.`user_email` AS `user_email`,
        `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app_name`,
        `rows`.`media_file_id` AS `media_file_id`,
        CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'upload')) THEN 'uploaded' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'rename', 'replace')) THEN 'updated' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('move')) THEN 'moved' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('remove', 'delete')) THEN 'deleted' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore')) THEN 'restored' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('download')) THEN 'downloaded' ELSE 'other' END AS `kind`
    FROM (
      SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
          `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
          `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
          `logs`.`media_file_id` AS `media_file_id`
      FROM `logs`
      WHERE `logs`.`app_id` IN (1, 2)
        AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('mediaFile.%')
    ) AS `rows`
  ) AS `feature`
  WHERE `feature`.`kind` = 'restored'
    AND `feature`.`media_file_id` IS NOT NULL
  GROUP BY `feature`.`media_file_id`
) AS `restored` ON `restored`.`media_file_id` = `deleted`.`media_file_id`
WHERE (`deleted`.`media_file_id` IS NULL OR `deleted`.`place` = 1)
  AND (`restored`.`restored_at` IS NULL OR `deleted`.`created_at` > `restored`.`restored_at`)
ORDER BY `deleted`.`created_at` DESC, `deleted`.`id` DESC
