SELECT `placed`.`user_email` AS `user`, `placed`.`data_source_id`, `placed`.`use`,
    `placed`.`created_at` AS `first_at`, `placed`.`log_type`, `placed`.`app_id`,
    `placed`.`app_name` AS `app`, `placed`.`page_title` AS `screen`, `placed`.`logs`, `placed`.`id`
FROM (
  SELECT `data_sources`.`created_at` AS `created_at`, `data_sources`.`log_type` AS `log_type`,
      `data_sources`.`user_email` AS `user_email`, `data_sources`.`app_id` AS `app_id`,
      `data_sources`.`app_name` AS `app_name`, `data_sources`.`data_source_id` AS `data_source_id`,
      `data_sources`.`id` AS `id`, `data_sources`.`page_title` AS `page_title`,
      `data_sources`.`use` AS `use`,
      row_number() OVER (PARTITION BY `data_sources`.`user_email`, `data_sources`.`data_source_id`, `data_sources`.`use` ORDER BY `data_sources`.`created_at`, `data_sources`.`id`) AS `place`,
      count(`data_sources`.`id`) OVER (PARTITION BY `data_sources`.`user_email`, `data_sources`.`data_source_id`, `data_sources`.`use`) AS `logs`
  FROM (
    SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
        `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
        `rows`.`app_name` AS `app_name`, `rows`.`data_source_id` AS `data_source_id`,
        `rows`.`id` AS `id`, `rows`.`page_title` AS `page_title`,
        CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS `use`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`user_email` AS `user_email`, `logs`.`app_id` AS `app_id`,
          `logs`.`app_name` AS `app_name`, `logs`.`data_source_id` AS `data_source_id`,
          `logs`.`id` AS `id`, `logs`.`page_title` AS `page_title`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
        AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('dataSource.%')
    ) AS `rows`
  ) AS `data_sources`
  WHERE `data_sources`.`user_email` IS NOT NULL
    AND `data_sources`.`data_source_id` IS NOT NULL
    AND `data_sources`.`use` IN ('reads', 'writes')
) AS `placed`
LEFT OUTER JOIN (
  SELECT DISTINCT `data_sources`.`user_email` AS `user_email`,
      `data_sources`.`data_source_id` AS `data_source_id`, `data_sources`.`use` AS `use`
  FROM (
    SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
        `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
        `rows`.`app_name` AS `app_name`, `rows`.`data_source_id` AS `data_source_id`,
        CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS `use`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`user_email` AS `user_email`, `logs`.`app_id` AS `app_id`,
          `logs`.`app_name` AS `app_name`, `logs`.`data_source_id` AS `data_source_id`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` < toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
        AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('dataSource.%')
    ) AS `rows`
  ) AS `data_sources`
  WHERE `data_sources`.`user_email` IS NOT NULL
    AND `data_sources`.`data_source_id` IS NOT NULL
    AND `data_sources`.`use` IN ('reads', 'writes')
) AS `earlier` ON `earlier`.`user_email` = `placed`.`user_email`
  AND `earlier`.`data_source_id` = `placed`.`data_source_id`
  AND `earlier`.`use` = `placed`.`use`
WHERE `placed`.`place` = 1
  AND `earlier`.`user_email` IS NULL
ORDER BY `placed`.`created_at` DESC, `placed`.`id` DESC
