WITH places AS (
  SELECT rows.device AS device,
      arg_max(rows.device_model, (rows.created_at, rows.device_model)) FILTER (WHERE rows.device_model IS NOT NULL) AS model,
      arg_max(rows.os, (rows.created_at, rows.os)) FILTER (WHERE rows.os IS NOT NULL) AS os,
      arg_max(rows.platform, (rows.created_at, rows.platform)) FILTER (WHERE rows.platform IS NOT NULL) AS platform,
      min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
      count(rows.created_at) AS logs, count(DISTINCT rows.user_email) AS users
  FROM (
    SELECT logs.device AS device, logs.device_model AS device_model, logs.os AS os,
        logs.platform AS platform, logs.user_email AS user_email, logs.created_at AS created_at
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.device IS NOT NULL
  GROUP BY rows.device
  ORDER BY last_at DESC, rows.device
  LIMIT 100
)
SELECT places.device, places.model, places.os, places.platform, places.first_at, places.last_at,
    places.logs, shared.users - places.users AS other_users
FROM places
JOIN (
  SELECT rows.device AS device, count(DISTINCT rows.user_email) AS users
  FROM (
    SELECT logs.device AS device, logs.user_email AS user_email
    FROM logs
    WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.device IN (
    SELECT places.device
    FROM places
  )
  GROUP BY rows.device
) AS shared ON shared.device = places.device
ORDER BY places.last_at DESC, places.device
