SELECT `shapes`.`key`, sum(`shapes`.`logs`) AS `logs`
FROM (
  SELECT arrayJoin(JSONExtract(ifNull(`lists`.`keys`, ''), 'Array(String)')) AS `key`,
      `lists`.`logs` AS `logs`
  FROM (
    SELECT `rows`.`data_keys` AS `keys`, toInt64(count(`rows`.`id`)) AS `logs`
    FROM (
      SELECT `logs`.`data_keys` AS `data_keys`, `logs`.`id` AS `id`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    WHERE `rows`.`data_keys` IS NOT NULL
    GROUP BY `rows`.`data_keys`
  ) AS `lists`
) AS `shapes`
GROUP BY `shapes`.`key`
ORDER BY `logs` DESC, `shapes`.`key`
