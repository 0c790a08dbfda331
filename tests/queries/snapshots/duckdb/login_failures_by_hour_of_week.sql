SELECT isodow(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS weekday,
    hour(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS hour,
    sum(counted.logs) AS failures
FROM (
  SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
      hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
      hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
      hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
  FROM hourly_logs
  WHERE lower(hourly_logs.app_name) = lower('Shop')
    AND hourly_logs.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND hourly_logs.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND hourly_logs.app_id IN (1, 2)
    AND hourly_logs.log_type IN ('user.login.failed')
) AS counted
GROUP BY isodow(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))),
    hour(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)))
ORDER BY weekday, hour
