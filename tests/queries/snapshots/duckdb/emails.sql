SELECT deliveries.created_at AS "at", deliveries.message_id, deliveries.recipient,
    deliveries.subject,
    CASE WHEN (deliveries.log_type = 'email.dataSourceHook') THEN 'data source hook' WHEN (deliveries.log_type = 'email.validate') THEN 'validation' WHEN (deliveries.category = 'studio') THEN 'Studio' WHEN (deliveries.category IS NOT NULL) THEN 'app' ELSE 'unknown' END AS origin,
    deliveries.app_name AS app, deliveries.user_email AS sender,
    deliveries.triggered = 1 AS triggered, deliveries.outcome, deliveries.outcome_at,
    CAST(deliveries.outcome_ms AS DOUBLE) / NULLIF(1000, 0) AS seconds, deliveries.reason,
    deliveries.log_id AS id
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
WHERE true
ORDER BY deliveries.created_at DESC, deliveries.log_id DESC, deliveries.recipient NULLS LAST
