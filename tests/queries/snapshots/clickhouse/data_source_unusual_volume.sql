WITH `days` AS (
  SELECT toDate32(addSeconds(`data_sources`.`created_at`, CASE WHEN (`data_sources`.`created_at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 ELSE 3600 END)) AS `day`,
      `data_sources`.`data_source_id` AS `data_source_id`, `data_sources`.`use` AS `use`,
      toInt64(countIf(`data_sources`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC'))) AS `logs`,
      toInt64(count(DISTINCT CASE WHEN (`data_sources`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')) THEN `data_sources`.`user_email` END)) AS `users`,
      toInt64(count(`data_sources`.`created_at`)) AS `whole`
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
          AND `logs`.`created_at` >= toDateTime64('2026-09-01 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('dataSource.%')
      ) AS `rows`
    ) AS `worded`
  ) AS `data_sources`
  WHERE `data_sources`.`data_source_id` IS NOT NULL
    AND `data_sources`.`use` != 'unclassified'
  GROUP BY `day`, `data_sources`.`data_source_id`, `data_sources`.`use`
)
SELECT `compared`.`day`, `compared`.`data_source_id`, `compared`.`use`, `compared`.`logs`,
    `compared`.`usual`,
    toFloat64(`compared`.`logs`) / nullIf(`compared`.`usual`, 0) AS `times_usual`,
    `compared`.`most_before`, `compared`.`days_before`, `compared`.`users`
FROM (
  SELECT `days`.`day` AS `day`, `days`.`data_source_id` AS `data_source_id`, `days`.`use` AS `use`,
      `days`.`logs` AS `logs`, `days`.`users` AS `users`,
      quantileExactInclusive(0.5)(`earlier`.`whole`) AS `usual`,
      max(`earlier`.`whole`) AS `most_before`, toInt64(count(`earlier`.`whole`)) AS `days_before`
  FROM `days`
  INNER JOIN `days` AS `earlier` ON `earlier`.`data_source_id` = `days`.`data_source_id`
    AND `earlier`.`use` = `days`.`use`
  WHERE `days`.`logs` >= 20
    AND dateDiff('day', `earlier`.`day`, `days`.`day`) BETWEEN 1
    AND 28
  GROUP BY `days`.`day`, `days`.`data_source_id`, `days`.`use`, `days`.`logs`, `days`.`users`
) AS `compared`
WHERE `compared`.`days_before` >= 5
  AND `compared`.`logs` > `compared`.`most_before`
  AND `compared`.`logs` >= 3 * `compared`.`usual`
ORDER BY `times_usual` DESC, `compared`.`day` DESC, `compared`.`data_source_id`, `compared`.`use`
