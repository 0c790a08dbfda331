SELECT `figures`.`at`, sum(`figures`.`emails`) AS `emails`,
    sum(`figures`.`delivered`) AS `delivered`, sum(`figures`.`bounced`) AS `bounced`,
    sum(`figures`.`delayed`) AS `delayed`, sum(`figures`.`complaint`) AS `complaint`,
    sum(`figures`.`rejected`) AS `rejected`, sum(`figures`.`no_status`) AS `no_status`,
    sum(`figures`.`arrived`) AS `arrived`, sum(`figures`.`sms`) AS `sms`,
    sum(`figures`.`data_source_reads`) AS `data_source_reads`,
    sum(`figures`.`data_source_writes`) AS `data_source_writes`, sum(`figures`.`files`) AS `files`,
    sum(`figures`.`ai`) AS `ai`, sum(`figures`.`events`) AS `events`
FROM (
  SELECT date_trunc('hour', `deliveries`.`created_at`) AS `at`,
      toInt64(countIf(`deliveries`.`triggered` = 1)) AS `emails`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'delivered')) AS `delivered`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'bounced')) AS `bounced`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'delayed')) AS `delayed`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'complaint')) AS `complaint`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'rejected')) AS `rejected`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` IS NULL)) AS `no_status`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'delivered')) + toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'complaint')) AS `arrived`,
      0 AS `sms`, 0 AS `data_source_reads`, 0 AS `data_source_writes`, 0 AS `files`, 0 AS `ai`,
      0 AS `events`
  FROM (
    SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
        `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
        `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
        `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
        `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
        `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
        `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
        `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
        `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
        `deliveries`.`last_at` AS `last_at`
    FROM `deliveries`
    WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      AND `deliveries`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `deliveries`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `deliveries`.`app_id` IN (1, 2)
  ) AS `deliveries`
  GROUP BY `at`
  UNION ALL
  SELECT `types`.`at` AS `at`, 0 AS `emails`, 0 AS `delivered`, 0 AS `bounced`, 0 AS `delayed`,
      0 AS `complaint`, 0 AS `rejected`, 0 AS `no_status`, 0 AS `arrived`,
      sum(CASE WHEN lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('sms.%') THEN `types`.`logs` ELSE 0 END) AS `sms`,
      sum(CASE WHEN (lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('dataSource.%') AND CASE WHEN (lower(regexpExtract(`types`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexpExtract(`types`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END = 'reads') THEN `types`.`logs` ELSE 0 END) AS `data_source_reads`,
      sum(CASE WHEN (lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('dataSource.%') AND CASE WHEN (lower(regexpExtract(`types`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexpExtract(`types`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END = 'writes') THEN `types`.`logs` ELSE 0 END) AS `data_source_writes`,
      sum(CASE WHEN (lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN `types`.`logs` ELSE 0 END) AS `files`,
      sum(CASE WHEN lowerUTF8(`types`.`log_type`) LIKE lowerUTF8('ai.%') THEN `types`.`logs` ELSE 0 END) AS `ai`,
      sum(CASE WHEN (`types`.`log_type` IN ('app.analytics.event')) THEN `types`.`logs` ELSE 0 END) AS `events`
  FROM (
    SELECT date_trunc('hour', `counted`.`hour`) AS `at`, `counted`.`log_type` AS `log_type`,
        sum(`counted`.`logs`) AS `logs`,
        coalesce(sum(`counted`.`push_success`), 0) AS `push_success`,
        coalesce(sum(`counted`.`push_failure`), 0) AS `push_failure`
    FROM (
      SELECT `hourly_logs`.`hour` AS `hour`, `hourly_logs`.`category` AS `category`,
          `hourly_logs`.`log_type` AS `log_type`, `hourly_logs`.`app_id` AS `app_id`,
          `hourly_logs`.`app_name` AS `app_name`, `hourly_logs`.`logs` AS `logs`,
          `hourly_logs`.`push_success` AS `push_success`,
          `hourly_logs`.`push_failure` AS `push_failure`
      FROM `hourly_logs`
      WHERE lowerUTF8(`hourly_logs`.`app_name`) = lowerUTF8('Shop')
        AND `hourly_logs`.`hour` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `hourly_logs`.`hour` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `hourly_logs`.`app_id` IN (1, 2)
        AND (`hourly_logs`.`log_type` IN ('app.analytics.event') OR lowerUTF8(`hourly_logs`.`log_type`) LIKE lowerUTF8('sms.%') OR lowerUTF8(`hourly_logs`.`log_type`) LIKE lowerUTF8('dataSource.%') OR lowerUTF8(`hourly_logs`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`hourly_logs`.`log_type`) LIKE lowerUTF8('mediaFolder.%') OR lowerUTF8(`hourly_logs`.`log_type`) LIKE lowerUTF8('ai.%'))
    ) AS `counted`
    GROUP BY `at`, `counted`.`log_type`
  ) AS `types`
  GROUP BY `types`.`at`
) AS `figures`
GROUP BY `figures`.`at`
ORDER BY `figures`.`at`
