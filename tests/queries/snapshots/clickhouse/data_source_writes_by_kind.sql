SELECT `counted`.`kind`, `counted`.`logs`, `counted`.`data_sources`, `counted`.`users`,
    `counted`.`last_at`
FROM (
  SELECT `used`.`kind` AS `kind`, toInt64(count(`used`.`created_at`)) AS `logs`,
      toInt64(count(DISTINCT `used`.`data_source_id`)) AS `data_sources`,
      toInt64(count(DISTINCT `used`.`user_email`)) AS `users`,
      max(`used`.`created_at`) AS `last_at`, toInt64(count(`used`.`created_at`)) AS `every`
  FROM (
    SELECT `data_sources`.`created_at` AS `created_at`, `data_sources`.`log_type` AS `log_type`,
        `data_sources`.`user_email` AS `user_email`, `data_sources`.`app_id` AS `app_id`,
        `data_sources`.`app_name` AS `app_name`,
        `data_sources`.`data_source_id` AS `data_source_id`, `data_sources`.`word` AS `word`,
        `data_sources`.`use` AS `use`,
        CASE WHEN (`data_sources`.`word` IN ('create', 'insert', 'append', 'add')) THEN CASE WHEN (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%')) THEN 'entries created' ELSE 'data source created' END WHEN (`data_sources`.`word` IN ('update', 'upsert', 'replace', 'write', 'save')) THEN CASE WHEN (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%')) THEN 'entries updated' ELSE 'data source updated' END WHEN (`data_sources`.`word` IN ('delete', 'remove', 'clear')) THEN CASE WHEN (lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entry.%') OR lowerUTF8(`data_sources`.`log_type`) LIKE lowerUTF8('dataSource.entries.%')) THEN 'entries deleted' ELSE 'data source deleted' END WHEN (`data_sources`.`word` IN ('restore', 'rollback')) THEN 'restored' WHEN (`data_sources`.`word` IN ('import', 'upload')) THEN 'imports' WHEN (`data_sources`.`word` IN ('commit')) THEN 'commits' END AS `kind`
    FROM (
      SELECT `worded`.`created_at` AS `created_at`, `worded`.`log_type` AS `log_type`,
          `worded`.`user_email` AS `user_email`, `worded`.`app_id` AS `app_id`,
          `worded`.`app_name` AS `app_name`, `worded`.`data_source_id` AS `data_source_id`,
          `worded`.`word` AS `word`,
          CASE WHEN (`worded`.`word` IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (`worded`.`word` IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS `use`
      FROM (
        SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
            `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
            `rows`.`app_name` AS `app_name`, `rows`.`data_source_id` AS `data_source_id`,
            lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS `word`
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
      ) AS `worded`
    ) AS `data_sources`
    WHERE `data_sources`.`use` = 'writes'
  ) AS `used`
  GROUP BY `used`.`kind`
) AS `counted`
ORDER BY `counted`.`every` DESC, `counted`.`kind` NULLS LAST
