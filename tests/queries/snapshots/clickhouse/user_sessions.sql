SELECT `rows`.`session_id`, min(`rows`.`created_at`) AS `first_at`,
    max(`rows`.`created_at`) AS `last_at`, toInt64(count(`rows`.`created_at`)) AS `logs`,
    toInt64(count(DISTINCT `rows`.`app_id`)) + toInt64(count(DISTINCT CASE WHEN (`rows`.`app_id` IS NULL) THEN `rows`.`app_name` END)) AS `apps`,
    argMaxIf(`rows`.`device`, (`rows`.`created_at`, `rows`.`device`), `rows`.`device` IS NOT NULL) AS `device`,
    argMaxIf(`rows`.`ip`, (`rows`.`created_at`, `rows`.`ip`), `rows`.`ip` IS NOT NULL) AS `ip`
FROM (
  SELECT `logs`.`session_id` AS `session_id`, `logs`.`created_at` AS `created_at`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`, `logs`.`device` AS `device`,
      `logs`.`ip` AS `ip`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
WHERE `rows`.`session_id` IS NOT NULL
GROUP BY `rows`.`session_id`
ORDER BY `last_at` DESC, `rows`.`session_id`
LIMIT 100
