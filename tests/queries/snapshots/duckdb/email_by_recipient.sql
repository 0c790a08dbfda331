SELECT counted.recipient, counted.last_at, counted.sent, counted.delivered, counted.bounced,
    counted.delayed, counted.complaint, counted.rejected, counted.no_status,
    counted.without_trigger,
    CAST(counted.delivered + counted.complaint AS DOUBLE) / NULLIF(counted.sent, 0) AS delivered_ratio,
    CAST(counted.bounced AS DOUBLE) / NULLIF(counted.sent, 0) AS bounced_ratio
FROM (
  SELECT deliveries.recipient AS recipient, max(deliveries.created_at) AS last_at,
      count(*) FILTER (WHERE deliveries.triggered = 1) AS sent,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delivered') AS delivered,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'bounced') AS bounced,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delayed') AS delayed,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'complaint') AS complaint,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'rejected') AS rejected,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome IS NULL) AS no_status,
      count(*) FILTER (WHERE deliveries.triggered = 0) AS without_trigger
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
  GROUP BY deliveries.recipient
) AS counted
ORDER BY counted.bounced + counted.rejected + counted.delayed DESC, counted.sent DESC,
    counted.recipient NULLS LAST
