SELECT toInt64(count(`feature`.`created_at`)) AS `requests`,
    toInt64(countIf(`feature`.`kind` = 'completions')) AS `completions`,
    toInt64(countIf(`feature`.`kind` = 'images')) AS `images`,
    toInt64(countIf(`feature`.`kind` = 'transcriptions')) AS `transcriptions`,
    toInt64(countIf(`feature`.`kind` = 'embeddings')) AS `embeddings`,
    toInt64(countIf(`feature`.`kind` = 'other')) AS `other`,
    toInt64(count(DISTINCT `feature`.`user_email`)) AS `users`,
    toInt64(count(DISTINCT coalesce(toString(`feature`.`app_id`), ':' || `feature`.`app_name`))) AS `apps`
FROM (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      `rows`.`user_email` AS `user_email`, `rows`.`app_id` AS `app_id`,
      `rows`.`app_name` AS `app_name`,
      CASE WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('completions', 'completion')) THEN 'completions' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('image', 'images')) THEN 'images' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('audio', 'transcription', 'transcriptions')) THEN 'transcriptions' WHEN (lower(regexpExtract(`rows`.`log_type`, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('embeddings', 'embedding')) THEN 'embeddings' ELSE 'other' END AS `kind`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
        `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND lowerUTF8(`logs`.`log_type`) LIKE lowerUTF8('ai.%')
  ) AS `rows`
) AS `feature`
