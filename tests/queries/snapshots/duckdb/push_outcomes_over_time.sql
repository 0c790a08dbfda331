SELECT CAST(make_timestamp(epoch_us(pushes.created_at) + 1000000 * CAST(CASE WHEN (pushes.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
    count(pushes.id) AS pushes, coalesce(sum(pushes.push_success), 0) AS success,
    coalesce(sum(pushes.push_failure), 0) AS failure
FROM (
  SELECT rows.log_type AS log_type, rows.push_success AS push_success,
      rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions,
      rows.id AS id, rows.created_at AS created_at
  FROM (
    SELECT logs.log_type AS log_type, logs.push_success AS push_success,
        logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions,
        logs.id AS id, logs.created_at AS created_at
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
  ) AS rows
  WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
) AS pushes
GROUP BY CAST(make_timestamp(epoch_us(pushes.created_at) + 1000000 * CAST(CASE WHEN (pushes.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE)
ORDER BY "at"
