SELECT found.value, sum(found.logs) AS logs
FROM (
  SELECT unnest(list_distinct(list_transform(CAST(TRY(json_extract(rows.data, '$."result"[*]."message"."error"')) AS VARCHAR[]), lambda json: CASE WHEN json[1] = '"' THEN json_extract_string(json, '$') WHEN json[1] IN ('{', '[') OR json = 'null' THEN NULL WHEN suffix(json, '.0') THEN left(json, length(json) - 2) ELSE json END))) AS value,
      1 AS logs
  FROM (
    SELECT logs.data AS data, logs.data_keys AS data_keys
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE contains(rows.data_keys, '["result[].message.error"') OR contains(rows.data_keys, ', "result[].message.error"')
) AS found
GROUP BY found.value
HAVING sum(CASE WHEN (found.value != '') THEN found.logs ELSE 0 END) > 0
ORDER BY logs DESC, found.value
LIMIT 20
