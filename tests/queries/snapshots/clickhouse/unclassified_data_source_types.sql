SELECT `counted`.`log_type`, `counted`.`logs`, `counted`.`data_sources`, `counted`.`users`,
    `counted`.`first_at`, `counted`.`last_at`
FROM (
  SELECT `used`.`log_type` AS `log_type`, toInt64(count(`used`.`created_at`)) AS `logs`,
      toInt64(count(DISTINCT `used`.`data_source_id`)) AS `data_sources`,
      toInt64(count(DISTINCT `used`.`user_email`)) AS `users`,
      min(`used`.`created_at`) AS `first_at`, max(`used`.`created_at`) AS `last_at`,
      toInt64(count(`used`.`created_at`)) AS `every`
  FROM (
    SELECT `data_sources`.`created_at` AS `created_at`, `data_sources`.`log_type` AS `log_type`,
        `data_sources`.`user_email` AS `user_email`, `data_sources`.`app_id` AS `app_id`,
        `data_sources`.`app_name` AS `app_name`,
        `data_sources`.`data_source_id` AS `data_source_id`, `data_sources`.`use` AS `use`,
        CASE WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('restore', 'rollback')) THEN 'restored' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('import', 'upload')) THEN 'imports' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('commit')) THEN 'commits' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add') AND (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%'))) THEN 'entries created' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'upsert', 'replace', 'write', 'save') AND (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%'))) THEN 'entries updated' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('delete', 'remove', 'clear') AND (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%'))) THEN 'entries deleted' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add')) THEN 'data source created' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('update', 'upsert', 'replace', 'write', 'save')) THEN 'data source updated' WHEN (lower(regexpExtract(`data_sources`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('delete', 'remove', 'clear')) THEN 'data source deleted' END AS `kind`
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
          AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('dataSource.%')
      ) AS `rows`
    ) AS `data_sources`
    WHERE `data_sources`.`use` = 'unclassified'
  ) AS `used`
  GROUP BY `used`.`log_type`
) AS `counted`
ORDER BY `counted`.`every` DESC, `counted`.`log_type` NULLS LAST
