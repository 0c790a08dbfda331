SELECT steps.created_at AS "at",
    CASE WHEN (steps.log_type LIKE '%.delivered') THEN 'delivered' WHEN (steps.log_type LIKE '%.bounced') THEN 'bounced' WHEN (steps.log_type LIKE '%.delayed') THEN 'delayed' WHEN (steps.log_type LIKE '%.complaint') THEN 'complaint' WHEN (steps.log_type LIKE '%.rejected') THEN 'rejected' ELSE 'sent' END AS what,
    steps.recipient, steps.reason,
    CAST(CASE WHEN (steps.previous > CAST('1970-01-01 00:00:00' AS TIMESTAMP)) THEN (epoch_us(steps.created_at) - epoch_us(steps.previous)) END AS DOUBLE) / NULLIF(1000000, 0) AS seconds_since_previous,
    steps.log_type, steps.id
FROM (
  SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
      rows.recipient AS recipient, rows.reason AS reason, rows.message_id AS message_id,
      lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY rows.message_id ORDER BY rows.created_at, rows.id) AS previous
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.recipient AS recipient, logs.reason AS reason, logs.message_id AS message_id
    FROM logs
    WHERE logs.app_id IN (1, 2)
      AND coalesce(lower(logs.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('sms.%') ESCAPE '\', false)
  ) AS rows
  WHERE rows.message_id = 'm-1'
    AND rows.message_id IN (
    SELECT rows.message_id
    FROM (
      SELECT logs.message_id AS message_id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(lower(logs.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(logs.log_type) LIKE lower('sms.%') ESCAPE '\', false)
    ) AS rows
    WHERE rows.message_id = 'm-1'
  )
) AS steps
ORDER BY steps.created_at, steps.id
