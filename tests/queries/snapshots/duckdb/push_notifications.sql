SELECT pushes.created_at AS "at", pushes.push_title AS title, pushes.app_name AS app,
    pushes.push_subscriptions AS subscriptions, pushes.push_batches AS batches,
    pushes.push_success AS success, pushes.push_failure AS failure,
    pushes.push_success + pushes.push_failure != pushes.push_subscriptions AS differs,
    errors.errors, pushes.user_email AS "user", pushes.app_notification_id AS notification_id,
    pushes.id
FROM (
  SELECT rows.log_type AS log_type, rows.push_success AS push_success,
      rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions,
      rows.id AS id, rows.created_at AS created_at, rows.push_title AS push_title,
      rows.app_name AS app_name, rows.push_batches AS push_batches, rows.user_email AS user_email,
      rows.app_notification_id AS app_notification_id
  FROM (
    SELECT logs.log_type AS log_type, logs.push_success AS push_success,
        logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions,
        logs.id AS id, logs.created_at AS created_at, logs.push_title AS push_title,
        logs.app_name AS app_name, logs.push_batches AS push_batches, logs.user_email AS user_email,
        logs.app_notification_id AS app_notification_id
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
  ) AS rows
  WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
) AS pushes
LEFT OUTER JOIN (
  SELECT failed.log_id AS log_id,
      array_to_string(list_transform(list_sort(list(struct_pack(rank := failed.rank, text := failed.words)) FILTER (failed.words IS NOT NULL)), lambda one: one.text), ', ') AS errors
  FROM (
    SELECT push.log_id AS log_id,
        push.method || ' ' || push.error || ' ' || CAST(push.failure AS VARCHAR) AS words,
        0 - push.failure AS rank
    FROM (
      SELECT push_results.log_id AS log_id, push_results.created_at AS created_at,
          push_results.method AS method, push_results.error AS error,
          push_results.success AS success, push_results.failure AS failure
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
  ) AS failed
  GROUP BY failed.log_id
) AS errors ON pushes.id = errors.log_id
ORDER BY pushes.created_at DESC, pushes.id DESC
