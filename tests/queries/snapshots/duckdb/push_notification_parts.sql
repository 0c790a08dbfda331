SELECT push.method, push.error, push.success, push.failure
FROM (
  SELECT push_results.log_id AS log_id, push_results.created_at AS created_at,
      push_results.method AS method, push_results.error AS error, push_results.success AS success,
      push_results.failure AS failure
  FROM push_results
  WHERE push_results.log_id IN (
    SELECT rows.id
    FROM (
      SELECT logs.id AS id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
    ) AS rows
  )
) AS push
WHERE push.log_id = 7
ORDER BY push.method, push.error IS NOT NULL, push.failure DESC, push.error
