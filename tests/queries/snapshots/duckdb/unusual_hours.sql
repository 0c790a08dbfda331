WITH cells AS (
  SELECT active.day AS day, active.hour AS hour, active.inside AS inside,
      min(active.created_at) AS first_at, max(active.created_at) AS last_at,
      count(active.created_at) AS logs
  FROM (
    SELECT CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 WHEN (rows.created_at >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT)) AS DATE) AS day,
        hour(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 WHEN (rows.created_at >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT))) AS hour,
        CASE WHEN (rows.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)) THEN 1 ELSE 0 END AS inside,
        rows.created_at AS created_at
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.studio_user_email AS studio_user_email
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-07-02 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
    ) AS rows
    WHERE NOT (rows.log_type IN ('job') OR lower(rows.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('pushNotification.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('job.%') ESCAPE '\')
  ) AS active
  GROUP BY active.day, active.hour, active.inside
)
SELECT "new".day, "new".hour, "new".first_at, "new".last_at, "new".logs,
    count(DISTINCT cells.day) AS active_days, count(DISTINCT cells.hour) AS hours
FROM (
  SELECT cells.day AS day, cells.hour AS hour, cells.first_at AS first_at, cells.last_at AS last_at,
      cells.logs AS logs
  FROM cells
  JOIN (
    SELECT near.day AS day, near.hour AS hour,
        lag(near.last_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY near.hour ORDER BY near.day) AS previous
    FROM (
      SELECT spread.day AS day, spread.hour AS hour, max(spread.last_at) AS last_at
      FROM (
        SELECT cells.day AS day, (cells.hour + 23) % 24 AS hour, cells.last_at AS last_at
        FROM cells
        UNION ALL
        SELECT cells.day AS day, (cells.hour + 0) % 24 AS hour, cells.last_at AS last_at
        FROM cells
        UNION ALL
        SELECT cells.day AS day, (cells.hour + 1) % 24 AS hour, cells.last_at AS last_at
        FROM cells
      ) AS spread
      GROUP BY spread.day, spread.hour
    ) AS near
  ) AS previous ON previous.day = cells.day
    AND previous.hour = cells.hour
  WHERE cells.inside = 1
    AND previous.previous < make_timestamp(epoch_us(cells.first_at) + 1000000 * CAST(-7776000 AS BIGINT))
) AS "new"
JOIN cells ON true
WHERE cells.day < "new".day
  AND cells.first_at >= make_timestamp(epoch_us("new".first_at) + 1000000 * CAST(-7776000 AS BIGINT))
GROUP BY "new".day, "new".hour, "new".first_at, "new".last_at, "new".logs
HAVING count(DISTINCT cells.day) >= 5
ORDER BY "new".first_at DESC
LIMIT 100
