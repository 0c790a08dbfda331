SELECT `counted`.`data_source_id`, `counted`.`app_id`, `counted`.`app`, `counted`.`page_id`,
    `counted`.`screen`, `counted`.`reads`, `counted`.`writes`, `counted`.`unclassified`,
    `counted`.`users`, `counted`.`last_at`
FROM (
  SELECT `data_sources`.`data_source_id` AS `data_source_id`, `data_sources`.`app_id` AS `app_id`,
      CASE WHEN (`data_sources`.`app_id` IS NULL) THEN `data_sources`.`app_name` END AS `name_alone`,
      `data_sources`.`page_id` AS `page_id`,
      CASE WHEN (`data_sources`.`page_id` IS NULL) THEN `data_sources`.`page_title` END AS `title_alone`,
      argMaxIf(`data_sources`.`app_name`, (`data_sources`.`created_at`, `data_sources`.`app_name`), `data_sources`.`app_name` IS NOT NULL) AS `app`,
      argMaxIf(`data_sources`.`page_title`, (`data_sources`.`created_at`, `data_sources`.`page_title`), `data_sources`.`page_title` IS NOT NULL) AS `screen`,
      toInt64(countIf(`data_sources`.`use` = 'reads')) AS `reads`,
      toInt64(countIf(`data_sources`.`use` = 'writes')) AS `writes`,
      toInt64(countIf(`data_sources`.`use` = 'unclassified')) AS `unclassified`,
      toInt64(count(DISTINCT `data_sources`.`user_email`)) AS `users`,
      max(`data_sources`.`created_at`) AS `last_at`,
      toInt64(count(`data_sources`.`created_at`)) AS `every`
  FROM (
    SELECT `worded`.`created_at` AS `created_at`, `worded`.`log_type` AS `log_type`,
        `worded`.`user_email` AS `user_email`, `worded`.`app_id` AS `app_id`,
        `worded`.`app_name` AS `app_name`, `worded`.`data_source_id` AS `data_source_id`,
        `worded`.`page_id` AS `page_id`, `worded`.`page_title` AS `page_title`,
        `worded`.`word` AS `word`,
        CASE WHEN (`worded`.`word` IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (`worded`.`word` IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END AS `use`
    FROM (
      SELECT `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
          `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
          `rows`.`app_name` AS `app_name`, `rows`.`data_source_id` AS `data_source_id`,
          `rows`.`page_id` AS `page_id`, `rows`.`page_title` AS `page_title`,
          lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) AS `word`
      FROM (
        SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
            `logs`.`user_email` AS `user_email`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, `logs`.`data_source_id` AS `data_source_id`,
            `logs`.`page_id` AS `page_id`, `logs`.`page_title` AS `page_title`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('dataSource.%')
      ) AS `rows`
    ) AS `worded`
  ) AS `data_sources`
  GROUP BY `data_sources`.`data_source_id`, `data_sources`.`app_id`, `name_alone`,
      `data_sources`.`page_id`, `title_alone`
) AS `counted`
ORDER BY `counted`.`every` DESC, `counted`.`data_source_id` NULLS LAST,
    `counted`.`app_id` NULLS LAST, `counted`.`name_alone` NULLS LAST,
    `counted`.`page_id` NULLS LAST, `counted`.`title_alone` NULLS LAST
