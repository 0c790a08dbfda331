SELECT pushes.created_at AS "at", pushes.push_title AS title, pushes.app_name AS app,
    failed.failures, pushes.push_success AS success, pushes.push_failure AS failure,
    pushes.user_email AS "user", pushes.id
FROM (
  SELECT rows.log_type AS log_type, rows.push_success AS push_success,
      rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions,
      rows.id AS id, rows.created_at AS created_at, rows.push_title AS push_title,
      rows.app_name AS app_name, rows.user_email AS user_email
  FROM (
    SELECT logs.log_type AS log_type, logs.push_success AS push_success,
        logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions,
        logs.id AS id, logs.created_at AS created_at, logs.push_title AS push_title,
        logs.app_name AS app_name, logs.user_email AS user_email
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
  ) AS rows
  WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
) AS pushes
JOIN (
  SELECT push.log_id AS log_id, sum(push.failure) AS failures
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
  WHERE push.failure > 0
    AND push.method = 'apn'
    AND push.error = 'Unregistered'
  GROUP BY push.log_id
) AS failed ON pushes.id = failed.log_id
ORDER BY pushes.created_at DESC, pushes.id DESC
