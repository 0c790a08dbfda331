SELECT shapes.key, sum(shapes.logs) AS logs
FROM (
  SELECT unnest(from_json(lists.keys, '["VARCHAR"]')) AS key, lists.logs AS logs
  FROM (
    SELECT rows.data_keys AS keys, count(rows.id) AS logs
    FROM (
      SELECT logs.data_keys AS data_keys, logs.id AS id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
    ) AS rows
    WHERE rows.data_keys IS NOT NULL
    GROUP BY rows.data_keys
  ) AS lists
) AS shapes
GROUP BY shapes.key
ORDER BY logs DESC, shapes.key
