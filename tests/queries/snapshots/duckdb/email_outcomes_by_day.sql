SELECT CAST(make_timestamp(epoch_us(deliveries.created_at) + 1000000 * CAST(CASE WHEN (deliveries.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS day,
    count(*) FILTER (WHERE deliveries.triggered = 1) AS sent,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delivered') AS delivered,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'bounced') AS bounced,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delayed') AS delayed,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'complaint') AS complaint,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'rejected') AS rejected,
    count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome IS NULL) AS no_status
FROM (
  SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
      deliveries.category AS category, deliveries.log_type AS log_type, deliveries.app_id AS app_id,
      deliveries.app_name AS app_name, deliveries.user_email AS user_email,
      deliveries.message_id AS message_id, deliveries.recipient AS recipient,
      deliveries.domain AS domain, deliveries.subject AS subject, deliveries.triggered AS triggered,
      deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
      deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
      deliveries.reason AS reason, deliveries.first_at AS first_at, deliveries.last_at AS last_at
  FROM deliveries
  WHERE lower(deliveries.app_name) = lower('Shop')
    AND deliveries.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND deliveries.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND deliveries.app_id IN (1, 2)
) AS deliveries
WHERE deliveries.triggered = 1
GROUP BY CAST(make_timestamp(epoch_us(deliveries.created_at) + 1000000 * CAST(CASE WHEN (deliveries.created_at >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE)
ORDER BY day
