SELECT begun.log_type, begun.first_at, now.logs
FROM (
  SELECT spans.log_type AS log_type, min(spans.first_at) AS first_at
  FROM (
    SELECT log_spans.category AS category, log_spans.log_type AS log_type,
        log_spans.app_id AS app_id, log_spans.app_name AS app_name, log_spans.logs AS logs,
        log_spans.first_at AS first_at, log_spans.last_at AS last_at
    FROM log_spans
    WHERE lower(log_spans.app_name) = lower('Shop')
      AND log_spans.app_id IN (1, 2)
  ) AS spans
  GROUP BY spans.log_type
  HAVING min(spans.first_at) >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
) AS begun
JOIN (
  SELECT counted.log_type AS log_type, sum(counted.logs) AS logs
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
  ) AS counted
  GROUP BY counted.log_type
) AS now ON begun.log_type = now.log_type
ORDER BY begun.first_at, begun.log_type
