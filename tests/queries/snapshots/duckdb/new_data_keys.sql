SELECT shapes.key, min(shapes.first_at) AS first_at, sum(shapes.logs) AS logs
FROM (
  SELECT unnest(from_json(lists.keys, '["VARCHAR"]')) AS key, lists.logs AS logs,
      lists.earlier AS earlier, lists.first_at AS first_at
  FROM (
    SELECT rows.data_keys AS keys,
        count(*) FILTER (WHERE rows.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP) AND rows.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)) AS logs,
        count(*) FILTER (WHERE rows.created_at < CAST('2026-09-30 23:00:00' AS TIMESTAMP)) AS earlier,
        min(rows.created_at) AS first_at
    FROM (
      SELECT logs.data_keys AS data_keys, logs.created_at AS created_at, logs.batch_id AS batch_id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.app_id IN (1, 2)
    ) AS rows
    WHERE rows.data_keys IS NOT NULL
    GROUP BY rows.data_keys
  ) AS lists
) AS shapes
GROUP BY shapes.key
HAVING sum(shapes.logs) > 0
  AND sum(shapes.earlier) = 0
ORDER BY first_at, shapes.key
