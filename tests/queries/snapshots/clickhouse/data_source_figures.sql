SELECT toInt64(countIf(`data_sources`.`use` = 'reads')) AS `reads`,
    toInt64(countIf(`data_sources`.`use` = 'writes')) AS `writes`,
    toInt64(countIf(`data_sources`.`use` = 'unclassified')) AS `unclassified`,
    toInt64(count(DISTINCT `data_sources`.`data_source_id`)) AS `data_sources`,
    toInt64(count(DISTINCT `data_sources`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT coalesce(toString(`data_sources`.`app_id`), ':' || `data_sources`.`app_name`))) AS `apps`
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
