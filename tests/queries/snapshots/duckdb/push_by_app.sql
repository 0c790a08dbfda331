SELECT counted.app_id, counted.app, counted.pushes, counted.success, counted.failure,
    coalesce(counted.no_result, 0) AS no_result,
    coalesce(counted.subscriptions, 0) AS subscriptions,
    coalesce(counted.differing, 0) AS differing,
    CAST(counted.success AS DOUBLE) / NULLIF(counted.success + counted.failure, 0) AS success_rate
FROM (
  SELECT pushes.app_id AS app_id,
      CASE WHEN (pushes.app_id IS NULL) THEN pushes.app_name END AS name_alone,
      arg_max(pushes.app_name, (pushes.created_at, pushes.app_name)) FILTER (WHERE pushes.app_name IS NOT NULL) AS app,
      count(pushes.id) AS pushes, coalesce(sum(pushes.push_success), 0) AS success,
      coalesce(sum(pushes.push_failure), 0) AS failure,
      count(*) FILTER (WHERE pushes.push_success IS NULL) AS no_result,
      sum(CASE WHEN (pushes.push_success IS NOT NULL) THEN pushes.push_subscriptions END) AS subscriptions,
      count(*) FILTER (WHERE pushes.push_success + pushes.push_failure != pushes.push_subscriptions) AS differing
  FROM (
    SELECT rows.log_type AS log_type, rows.push_success AS push_success,
        rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions,
        rows.id AS id, rows.created_at AS created_at, rows.app_id AS app_id,
        rows.app_name AS app_name
    FROM (
      SELECT logs.log_type AS log_type, logs.push_success AS push_success,
          logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions,
          logs.id AS id, logs.created_at AS created_at, logs.app_id AS app_id,
          logs.app_name AS app_name
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
    ) AS rows
    WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
  ) AS pushes
  GROUP BY pushes.app_id, CASE WHEN (pushes.app_id IS NULL) THEN pushes.app_name END
) AS counted
ORDER BY counted.pushes DESC, counted.app_id NULLS LAST, counted.name_alone NULLS LAST
