SELECT `found`.`value`, sum(`found`.`logs`) AS `logs`
FROM (
  SELECT arrayJoin(arrayDistinct(arrayMap(item -> assumeNotNull(item), arrayFilter(item -> isNotNull(item), arrayMap(json -> multiIf(startsWith(json, '"'), JSONExtractString(json), json IN ('', 'null') OR startsWith(json, '[') OR startsWith(json, '{'), NULL, json), arrayMap(json -> JSONExtractRaw(json, 'message', 'error'), arrayFlatten(arrayMap(json -> JSONExtractArrayRaw(json), arrayMap(json -> JSONExtractRaw(json, 'result'), [ifNull(`rows`.`data`, '')]))))))))) AS `value`,
      1 AS `logs`
  FROM (
    SELECT `logs`.`data` AS `data`, `logs`.`data_keys` AS `data_keys`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE (position(ifNull(`rows`.`data_keys`, ''), '["result[].message.error"') > 0) OR (position(ifNull(`rows`.`data_keys`, ''), ', "result[].message.error"') > 0)
) AS `found`
GROUP BY `found`.`value`
HAVING sum(CASE WHEN (`found`.`value` != '') THEN `found`.`logs` ELSE 0 END) > 0
ORDER BY `logs` DESC, `found`.`value`
LIMIT 20
