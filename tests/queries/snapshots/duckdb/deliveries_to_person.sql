SELECT sent."at", sent.channel, sent.person, sent.named_as, sent.recipient, sent.what, sent.outcome,
    sent.arrived, sent.reason, sent.app_id, sent.app, sent.log_type, sent.id
FROM (
  SELECT deliveries.created_at AS "at", 'email' AS channel,
      CASE WHEN (deliveries.recipient IS NOT NULL) THEN deliveries.recipient ELSE deliveries.user_email END AS person,
      CASE WHEN (deliveries.recipient IS NOT NULL) THEN 'recipient' ELSE 'user' END AS named_as,
      deliveries.recipient AS recipient, deliveries.subject AS what,
      coalesce(deliveries.outcome, 'no status yet') AS outcome,
      CASE deliveries.outcome WHEN 'delivered' THEN 'yes' WHEN 'complaint' THEN 'yes' WHEN 'bounced' THEN 'no' WHEN 'rejected' THEN 'no' ELSE 'not reported' END AS arrived,
      deliveries.reason AS reason, deliveries.app_id AS app_id, deliveries.app_name AS app,
      deliveries.log_type AS log_type, deliveries.log_id AS id
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
  WHERE deliveries.recipient IS NOT NULL OR deliveries.recipient IS NULL
    AND deliveries.user_email IS NOT NULL
  UNION ALL
  SELECT rows.created_at AS "at", 'sms' AS channel,
      CASE WHEN (rows.recipient IS NOT NULL) THEN rows.recipient ELSE rows.user_email END AS person,
      CASE WHEN (rows.recipient IS NOT NULL) THEN 'recipient' ELSE 'user' END AS named_as,
      rows.recipient AS recipient, NULL AS what,
      CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END AS outcome,
      CASE CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END WHEN 'arrived' THEN 'yes' WHEN 'failed' THEN 'no' ELSE 'not reported' END AS arrived,
      CASE WHEN (CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END != 'arrived') THEN coalesce(CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END, rows.status) END AS reason,
      rows.app_id AS app_id, rows.app_name AS app, rows.log_type AS log_type, rows.id AS id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
        logs.recipient AS recipient, logs.reason AS reason, logs.status AS status
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND lower(logs.log_type) LIKE lower('sms.%') ESCAPE '\'
  ) AS rows
  WHERE rows.recipient IS NOT NULL OR rows.user_email IS NOT NULL
  UNION ALL
  SELECT rows.created_at AS "at", 'push' AS channel, rows.user_email AS person,
      CASE WHEN (rows.user_email IS NOT NULL) THEN 'user' ELSE 'data' END AS named_as,
      NULL AS recipient, rows.push_title AS what,
      CASE WHEN (rows.push_success > 0 AND rows.push_failure > 0) THEN 'accepted in part' WHEN (rows.push_success > 0) THEN 'accepted' WHEN (rows.push_failure > 0) THEN 'failed' WHEN (rows.push_success = 0) THEN 'no device' ELSE 'not reported' END AS outcome,
      CASE CASE WHEN (rows.push_success > 0 AND rows.push_failure > 0) THEN 'accepted in part' WHEN (rows.push_success > 0) THEN 'accepted' WHEN (rows.push_failure > 0) THEN 'failed' WHEN (rows.push_success = 0) THEN 'no device' ELSE 'not reported' END WHEN 'failed' THEN 'no' WHEN 'no device' THEN 'no' ELSE 'not reported' END AS arrived,
      reasons.reason AS reason, rows.app_id AS app_id, rows.app_name AS app,
      rows.log_type AS log_type, rows.id AS id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.user_email AS user_email, logs.app_id AS app_id, logs.app_name AS app_name,
        logs.push_title AS push_title, logs.push_success AS push_success,
        logs.push_failure AS push_failure, logs.data AS data
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
  ) AS rows
  LEFT OUTER JOIN (
    SELECT errors.log_id AS log_id,
        arg_max(errors.error, (errors.devices, errors.error)) FILTER (WHERE errors.error IS NOT NULL) AS reason
    FROM (
      SELECT push.log_id AS log_id, push.error AS error, sum(push.failure) AS devices
      FROM (
        SELECT push_results.log_id AS log_id, push_results.created_at AS created_at,
            push_results.method AS method, push_results.error AS error,
            push_results.success AS success, push_results.failure AS failure
        FROM push_results
        WHERE push_results.log_id IN (
          SELECT rows.id
          FROM (
            SELECT logs.id AS id
            FROM logs
            WHERE lower(logs.app_name) = lower('Shop')
              AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
              AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
          ) AS rows
        )
      ) AS push
      WHERE push.error IS NOT NULL
      GROUP BY push.log_id, push.error
    ) AS errors
    GROUP BY errors.log_id
  ) AS reasons ON reasons.log_id = rows.id
  WHERE (rows.log_type != 'job' OR rows.push_success IS NOT NULL)
    AND rows.user_email IS NOT NULL
) AS sent
ORDER BY sent."at" DESC, sent.id DESC, sent.recipient NULLS LAST
