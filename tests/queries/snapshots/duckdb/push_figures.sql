SELECT coalesce(figures.pushes, 0) AS pushes, coalesce(figures.success, 0) AS success,
    coalesce(figures.failure, 0) AS failure, coalesce(figures.no_result, 0) AS no_result,
    coalesce(figures.subscriptions, 0) AS subscriptions,
    coalesce(figures.differing, 0) AS differing,
    CAST(figures.success AS DOUBLE) / NULLIF(figures.success + figures.failure, 0) AS success_rate
FROM (
  SELECT count(pushes.id) AS pushes, coalesce(sum(pushes.push_success), 0) AS success,
      coalesce(sum(pushes.push_failure), 0) AS failure,
      count(*) FILTER (WHERE pushes.push_success IS NULL) AS no_result,
      sum(CASE WHEN (pushes.push_success IS NOT NULL) THEN pushes.push_subscriptions END) AS subscriptions,
      count(*) FILTER (WHERE pushes.push_success + pushes.push_failure != pushes.push_subscriptions) AS differing
  FROM (
    SELECT rows.log_type AS log_type, rows.push_success AS push_success,
        rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions,
        rows.id AS id
    FROM (
      SELECT logs.log_type AS log_type, logs.push_success AS push_success,
          logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions,
          logs.id AS id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
    ) AS rows
    WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
  ) AS pushes
) AS figures
