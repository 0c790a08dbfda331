SELECT coalesce(figures.sent, 0) AS sent, coalesce(figures.delivered, 0) AS delivered,
    coalesce(figures.bounced, 0) AS bounced, coalesce(figures.delayed, 0) AS delayed,
    coalesce(figures.complaint, 0) AS complaint, coalesce(figures.rejected, 0) AS rejected,
    coalesce(figures.no_status, 0) AS no_status,
    coalesce(figures.without_trigger, 0) AS without_trigger,
    CAST(figures.delivered + figures.complaint AS DOUBLE) / NULLIF(figures.sent, 0) AS delivered_ratio,
    CAST(figures.bounced AS DOUBLE) / NULLIF(figures.sent, 0) AS bounced_ratio,
    CAST(figures.median_seconds AS DOUBLE) / NULLIF(1000, 0) AS median_seconds,
    CAST(figures.p95_seconds AS DOUBLE) / NULLIF(1000, 0) AS p95_seconds
FROM (
  SELECT count(*) FILTER (WHERE deliveries.triggered = 1) AS sent,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delivered') AS delivered,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'bounced') AS bounced,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delayed') AS delayed,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'complaint') AS complaint,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'rejected') AS rejected,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome IS NULL) AS no_status,
      count(*) FILTER (WHERE deliveries.triggered = 0) AS without_trigger,
      quantile_cont(deliveries.delivery_ms, 0.5) AS median_seconds,
      quantile_cont(deliveries.delivery_ms, 0.95) AS p95_seconds
  FROM (
    SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
        deliveries.category AS category, deliveries.log_type AS log_type,
        deliveries.app_id AS app_id, deliveries.app_name AS app_name,
        deliveries.user_email AS user_email, deliveries.message_id AS message_id,
        deliveries.recipient AS recipient, deliveries.domain AS domain,
        deliveries.subject AS subject, deliveries.triggered AS triggered,
        deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
        deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
        deliveries.reason AS reason, deliveries.first_at AS first_at, deliveries.last_at AS last_at
    FROM deliveries
    WHERE lower(deliveries.app_name) = lower('Shop')
      AND deliveries.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND deliveries.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND deliveries.app_id IN (1, 2)
  ) AS deliveries
) AS figures
