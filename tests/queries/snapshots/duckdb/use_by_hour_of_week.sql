SELECT isodow(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS weekday,
    hour(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS hour,
    count(DISTINCT counted.user_email) AS users, sum(counted.logs) AS logs
FROM (
  SELECT hourly_users.hour AS hour, hourly_users.category AS category,
      hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
      hourly_users.user_email AS user_email, hourly_users.logs AS logs
  FROM hourly_users
  WHERE lower(hourly_users.app_name) = lower('Shop')
    AND hourly_users.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND hourly_users.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND hourly_users.app_id IN (1, 2)
) AS counted
GROUP BY isodow(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))),
    hour(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)))
ORDER BY weekday, hour
