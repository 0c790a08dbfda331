SELECT CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS "at",
    rows.os, count(DISTINCT rows.user_email) AS users,
    count(DISTINCT rows.analytics_session) AS sessions, count(rows.created_at) AS logs
FROM (
  SELECT logs.os AS os, logs.user_email AS user_email, logs.analytics_session AS analytics_session,
      logs.created_at AS created_at
  FROM logs
  WHERE lower(logs.app_name) = lower('Shop')
    AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
WHERE rows.os IS NOT NULL
GROUP BY CAST(make_timestamp(epoch_us(rows.created_at) + 1000000 * CAST(CASE WHEN (rows.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE),
    rows.os
ORDER BY "at", rows.os
