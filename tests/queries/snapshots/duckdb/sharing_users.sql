WITH own AS (
  SELECT rows.user_email AS user_email, rows.device AS device, rows.ip AS ip
  FROM (
    SELECT logs.user_email AS user_email, logs.device AS device, logs.ip AS ip
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
)
SELECT shared.place_kind, shared.place, shared."user", shared.first_at, shared.last_at, shared.logs
FROM (
  SELECT 'device' AS place_kind, rows.device AS place, rows.user_email AS "user",
      min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
      count(rows.created_at) AS logs
  FROM (
    SELECT logs.user_email AS user_email, logs.created_at AS created_at, logs.device AS device
    FROM logs
    WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.device IN (
    SELECT own.device
    FROM own
    WHERE own.device IS NOT NULL
  )
    AND (rows.user_email NOT IN (
    SELECT own.user_email
    FROM own
    WHERE own.user_email IS NOT NULL
  ))
  GROUP BY rows.device, rows.user_email
  UNION ALL
  SELECT 'ip' AS place_kind, rows.ip AS place, rows.user_email AS "user",
      min(rows.created_at) AS first_at, max(rows.created_at) AS last_at,
      count(rows.created_at) AS logs
  FROM (
    SELECT logs.user_email AS user_email, logs.created_at AS created_at, logs.ip AS ip
    FROM logs
    WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.ip IN (
    SELECT own.ip
    FROM own
    WHERE own.ip IS NOT NULL
  )
    AND (rows.user_email NOT IN (
    SELECT own.user_email
    FROM own
    WHERE own.user_email IS NOT NULL
  ))
  GROUP BY rows.ip, rows.user_email
) AS shared
ORDER BY shared.last_at DESC, shared.place_kind, shared.place, shared."user"
LIMIT 100
