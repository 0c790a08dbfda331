SELECT weighed.measure, weighed.before, weighed.after,
    CASE WHEN weighed.is_share THEN weighed.before_total END AS before_total,
    CASE WHEN weighed.is_share THEN weighed.after_total END AS after_total,
    CASE WHEN weighed.is_share THEN weighed.after_share - weighed.before_share ELSE CAST(weighed.after AS DOUBLE) / NULLIF(weighed.before, 0) END AS change,
    CASE WHEN weighed.is_share THEN (weighed.after_share - weighed.before_share) - sqrt((weighed.after_share - weighed.after_low) * (weighed.after_share - weighed.after_low) + (weighed.before_high - weighed.before_share) * (weighed.before_high - weighed.before_share)) ELSE CAST(CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * 2.0 AS DOUBLE) / NULLIF(CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * 2.0 + (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254 + sqrt((CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254 * (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * 4.0 + (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254)), 0) END AS low,
    CASE WHEN weighed.is_share THEN (weighed.after_share - weighed.before_share) + sqrt((weighed.after_high - weighed.after_share) * (weighed.after_high - weighed.after_share) + (weighed.before_share - weighed.before_low) * (weighed.before_share - weighed.before_low)) ELSE CAST(CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * 2.0 + (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254 + sqrt((CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254 * (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * 4.0 + (CAST(weighed.after AS DOUBLE) / NULLIF(1, 0) + CAST(weighed.before AS DOUBLE) / NULLIF(1, 0)) * 3.8414588206941254)) AS DOUBLE) / NULLIF(CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * CAST(weighed.before AS DOUBLE) / NULLIF(1, 0) * 2.0, 0) END AS high,
    168.0 AS hours
FROM (
  SELECT measured.place AS place, measured.measure AS measure, measured.before AS before,
      measured.after AS after, measured.before_total AS before_total,
      measured.after_total AS after_total,
      measured.measure IN ('failed logins', 'emails delivered', 'emails bounced', 'push success') AS is_share,
      CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0) AS before_share,
      CAST((CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0) + CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 1.9207294103470627) - sqrt(CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0) * (1.0 - CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0)) + CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 0.9603647051735313) * 1.959963984540054 AS DOUBLE) / NULLIF(CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 3.8414588206941254 + 1.0, 0) AS before_low,
      CAST(CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0) + CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 1.9207294103470627 + sqrt(CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0) * (1.0 - CAST(measured.before AS DOUBLE) / NULLIF(measured.before_total, 0)) + CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 0.9603647051735313) * 1.959963984540054 AS DOUBLE) / NULLIF(CAST(1 AS DOUBLE) / NULLIF(measured.before_total, 0) * 3.8414588206941254 + 1.0, 0) AS before_high,
      CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0) AS after_share,
      CAST((CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0) + CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 1.9207294103470627) - sqrt(CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0) * (1.0 - CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0)) + CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 0.9603647051735313) * 1.959963984540054 AS DOUBLE) / NULLIF(CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 3.8414588206941254 + 1.0, 0) AS after_low,
      CAST(CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0) + CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 1.9207294103470627 + sqrt(CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0) * (1.0 - CAST(measured.after AS DOUBLE) / NULLIF(measured.after_total, 0)) + CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 0.9603647051735313) * 1.959963984540054 AS DOUBLE) / NULLIF(CAST(1 AS DOUBLE) / NULLIF(measured.after_total, 0) * 3.8414588206941254 + 1.0, 0) AS after_high
  FROM (
    SELECT sides.place AS place, sides.measure AS measure, sum(sides.before) AS before,
        sum(sides.after) AS after, sum(sides.before_total) AS before_total,
        sum(sides.after_total) AS after_total
    FROM (
      SELECT 0 AS place, 'screen views' AS measure, coalesce(sum(counted.logs), 0) AS before,
          0 AS after, coalesce(0, 0) AS before_total, 0 AS after_total
      FROM (
        SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
            hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
            hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
            hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
        FROM hourly_logs
        WHERE lower(hourly_logs.app_name) = lower('Shop')
          AND hourly_logs.hour >= CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND hourly_logs.hour < CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND hourly_logs.app_id IN (1, 2)
          AND coalesce(hourly_logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(hourly_logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(logs.app_name) = lower('Shop')
      ) AS counted
      UNION ALL
      SELECT 1 AS place, 'active users' AS measure,
          coalesce(count(DISTINCT counted.user_email), 0) AS before, 0 AS after,
          coalesce(0, 0) AS before_total, 0 AS after_total
      FROM (
        SELECT hourly_users.hour AS hour, hourly_users.category AS category,
            hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
            hourly_users.user_email AS user_email, hourly_users.logs AS logs
        FROM hourly_users
        WHERE lower(hourly_users.app_name) = lower('Shop')
          AND hourly_users.hour >= CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND hourly_users.hour < CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND hourly_users.app_id IN (1, 2)
          AND lower(hourly_users.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.app_id AS app_id,
            logs.app_name AS app_name, logs.user_email AS user_email, 1 AS logs
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.app_name) = lower('Shop')
          AND logs.user_email IS NOT NULL
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.app_id AS app_id,
            logs.app_name AS app_name, logs.user_email AS user_email, 1 AS logs
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.app_name) = lower('Shop')
          AND logs.user_email IS NOT NULL
      ) AS counted
      UNION ALL
      SELECT 2 AS place, 'logins' AS measure, coalesce(sum(attempts.attempts), 0) AS before,
          0 AS after, coalesce(0, 0) AS before_total, 0 AS after_total
      FROM (
        SELECT tried.created_at AS "at",
            tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
            tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first,
            tried.sso AS sso
        FROM (
          SELECT attempts.id AS id, attempts.companion_id AS companion_id,
              attempts.created_at AS created_at, attempts.log_type AS log_type,
              attempts.category AS category, attempts.app_id AS app_id,
              attempts.app_name AS app_name, attempts.user_email AS user_email,
              attempts.user_id AS user_id, attempts.studio_user_email AS studio_user_email,
              attempts.ip AS ip, attempts.device AS device, attempts.succeeded AS succeeded,
              attempts.failed AS failed, attempts.first AS first, attempts.sso AS sso,
              attempts.run_from AS run_from, attempts.run_until AS run_until
          FROM attempts
          WHERE lower(attempts.app_name) = lower('Shop')
            AND attempts.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
            AND attempts.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND attempts.app_id IN (1, 2)
            AND lower(attempts.app_name) = lower('Shop')
        ) AS tried
      ) AS attempts
      UNION ALL
      SELECT 3 AS place, 'app errors' AS measure, coalesce(sum(counted.logs), 0) AS before,
          0 AS after, coalesce(0, 0) AS before_total, 0 AS after_total
      FROM (
        SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
            hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
            hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
            hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
        FROM hourly_logs
        WHERE lower(hourly_logs.app_name) = lower('Shop')
          AND hourly_logs.hour >= CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND hourly_logs.hour < CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND hourly_logs.app_id IN (1, 2)
          AND hourly_logs.log_type IN ('app.error.live')
          AND lower(hourly_logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-09-28 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('app.error.live')
          AND lower(logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('app.error.live')
          AND lower(logs.app_name) = lower('Shop')
      ) AS counted
      UNION ALL
      SELECT 4 AS place, 'failed logins' AS measure, coalesce(sum(attempts.failed), 0) AS before,
          0 AS after, coalesce(sum(attempts.attempts), 0) AS before_total, 0 AS after_total
      FROM (
        SELECT tried.created_at AS "at",
            tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
            tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first,
            tried.sso AS sso
        FROM (
          SELECT attempts.id AS id, attempts.companion_id AS companion_id,
              attempts.created_at AS created_at, attempts.log_type AS log_type,
              attempts.category AS category, attempts.app_id AS app_id,
              attempts.app_name AS app_name, attempts.user_email AS user_email,
              attempts.user_id AS user_id, attempts.studio_user_email AS studio_user_email,
              attempts.ip AS ip, attempts.device AS device, attempts.succeeded AS succeeded,
              attempts.failed AS failed, attempts.first AS first, attempts.sso AS sso,
              attempts.run_from AS run_from, attempts.run_until AS run_until
          FROM attempts
          WHERE lower(attempts.app_name) = lower('Shop')
            AND attempts.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
            AND attempts.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND attempts.app_id IN (1, 2)
            AND lower(attempts.app_name) = lower('Shop')
        ) AS tried
      ) AS attempts
      UNION ALL
      SELECT 5 AS place, 'emails delivered' AS measure,
          coalesce(sum(CASE WHEN (deliveries.outcome IN ('delivered', 'complaint')) THEN deliveries.triggered ELSE 0 END), 0) AS before,
          0 AS after, coalesce(sum(deliveries.triggered), 0) AS before_total, 0 AS after_total
      FROM (
        SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
            deliveries.category AS category, deliveries.log_type AS log_type,
            deliveries.app_id AS app_id, deliveries.app_name AS app_name,
            deliveries.user_email AS user_email, deliveries.message_id AS message_id,
            deliveries.recipient AS recipient, deliveries.domain AS domain,
            deliveries.subject AS subject, deliveries.triggered AS triggered,
            deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
            deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
            deliveries.reason AS reason, deliveries.first_at AS first_at,
            deliveries.last_at AS last_at
        FROM deliveries
        WHERE lower(deliveries.app_name) = lower('Shop')
          AND deliveries.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
          AND deliveries.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND deliveries.app_id IN (1, 2)
          AND lower(deliveries.app_name) = lower('Shop')
      ) AS deliveries
      UNION ALL
      SELECT 6 AS place, 'emails bounced' AS measure,
          coalesce(sum(CASE WHEN (deliveries.outcome = 'bounced') THEN deliveries.triggered ELSE 0 END), 0) AS before,
          0 AS after, coalesce(sum(deliveries.triggered), 0) AS before_total, 0 AS after_total
      FROM (
        SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
            deliveries.category AS category, deliveries.log_type AS log_type,
            deliveries.app_id AS app_id, deliveries.app_name AS app_name,
            deliveries.user_email AS user_email, deliveries.message_id AS message_id,
            deliveries.recipient AS recipient, deliveries.domain AS domain,
            deliveries.subject AS subject, deliveries.triggered AS triggered,
            deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
            deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
            deliveries.reason AS reason, deliveries.first_at AS first_at,
            deliveries.last_at AS last_at
        FROM deliveries
        WHERE lower(deliveries.app_name) = lower('Shop')
          AND deliveries.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
          AND deliveries.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND deliveries.app_id IN (1, 2)
          AND lower(deliveries.app_name) = lower('Shop')
      ) AS deliveries
      UNION ALL
      SELECT 7 AS place, 'push success' AS measure, coalesce(sum(pushes.push_success), 0) AS before,
          0 AS after,
          coalesce(sum(pushes.push_success) + sum(pushes.push_failure), 0) AS before_total,
          0 AS after_total
      FROM (
        SELECT rows.log_type AS log_type, rows.push_success AS push_success,
            rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions
        FROM (
          SELECT logs.log_type AS log_type, logs.push_success AS push_success,
              logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-28 09:15:30' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
            AND lower(logs.app_name) = lower('Shop')
        ) AS rows
        WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
      ) AS pushes
      UNION ALL
      SELECT 0 AS place, 'screen views' AS measure, 0 AS before,
          coalesce(sum(counted.logs), 0) AS after, 0 AS before_total, coalesce(0, 0) AS after_total
      FROM (
        SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
            hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
            hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
            hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
        FROM hourly_logs
        WHERE lower(hourly_logs.app_name) = lower('Shop')
          AND hourly_logs.hour >= CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND hourly_logs.hour < CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND hourly_logs.app_id IN (1, 2)
          AND coalesce(hourly_logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(hourly_logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
          AND lower(logs.app_name) = lower('Shop')
      ) AS counted
      UNION ALL
      SELECT 1 AS place, 'active users' AS measure, 0 AS before,
          coalesce(count(DISTINCT counted.user_email), 0) AS after, 0 AS before_total,
          coalesce(0, 0) AS after_total
      FROM (
        SELECT hourly_users.hour AS hour, hourly_users.category AS category,
            hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
            hourly_users.user_email AS user_email, hourly_users.logs AS logs
        FROM hourly_users
        WHERE lower(hourly_users.app_name) = lower('Shop')
          AND hourly_users.hour >= CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND hourly_users.hour < CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND hourly_users.app_id IN (1, 2)
          AND lower(hourly_users.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.app_id AS app_id,
            logs.app_name AS app_name, logs.user_email AS user_email, 1 AS logs
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.app_name) = lower('Shop')
          AND logs.user_email IS NOT NULL
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.app_id AS app_id,
            logs.app_name AS app_name, logs.user_email AS user_email, 1 AS logs
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND lower(logs.app_name) = lower('Shop')
          AND logs.user_email IS NOT NULL
      ) AS counted
      UNION ALL
      SELECT 2 AS place, 'logins' AS measure, 0 AS before,
          coalesce(sum(attempts.attempts), 0) AS after, 0 AS before_total,
          coalesce(0, 0) AS after_total
      FROM (
        SELECT tried.created_at AS "at",
            tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
            tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first,
            tried.sso AS sso
        FROM (
          SELECT attempts.id AS id, attempts.companion_id AS companion_id,
              attempts.created_at AS created_at, attempts.log_type AS log_type,
              attempts.category AS category, attempts.app_id AS app_id,
              attempts.app_name AS app_name, attempts.user_email AS user_email,
              attempts.user_id AS user_id, attempts.studio_user_email AS studio_user_email,
              attempts.ip AS ip, attempts.device AS device, attempts.succeeded AS succeeded,
              attempts.failed AS failed, attempts.first AS first, attempts.sso AS sso,
              attempts.run_from AS run_from, attempts.run_until AS run_until
          FROM attempts
          WHERE lower(attempts.app_name) = lower('Shop')
            AND attempts.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND attempts.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
            AND attempts.app_id IN (1, 2)
            AND lower(attempts.app_name) = lower('Shop')
        ) AS tried
      ) AS attempts
      UNION ALL
      SELECT 3 AS place, 'app errors' AS measure, 0 AS before,
          coalesce(sum(counted.logs), 0) AS after, 0 AS before_total, coalesce(0, 0) AS after_total
      FROM (
        SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
            hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
            hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
            hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
        FROM hourly_logs
        WHERE lower(hourly_logs.app_name) = lower('Shop')
          AND hourly_logs.hour >= CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND hourly_logs.hour < CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND hourly_logs.app_id IN (1, 2)
          AND hourly_logs.log_type IN ('app.error.live')
          AND lower(hourly_logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-05 10:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('app.error.live')
          AND lower(logs.app_name) = lower('Shop')
        UNION ALL
        SELECT logs.created_at AS hour, logs.category AS category, logs.log_type AS log_type,
            logs.app_id AS app_id, logs.app_name AS app_name, 1 AS logs,
            coalesce(logs.push_success, 0) AS push_success,
            coalesce(logs.push_failure, 0) AS push_failure
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-10-12 09:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('app.error.live')
          AND lower(logs.app_name) = lower('Shop')
      ) AS counted
      UNION ALL
      SELECT 4 AS place, 'failed logins' AS measure, 0 AS before,
          coalesce(sum(attempts.failed), 0) AS after, 0 AS before_total,
          coalesce(sum(attempts.attempts), 0) AS after_total
      FROM (
        SELECT tried.created_at AS "at",
            tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
            tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first,
            tried.sso AS sso
        FROM (
          SELECT attempts.id AS id, attempts.companion_id AS companion_id,
              attempts.created_at AS created_at, attempts.log_type AS log_type,
              attempts.category AS category, attempts.app_id AS app_id,
              attempts.app_name AS app_name, attempts.user_email AS user_email,
              attempts.user_id AS user_id, attempts.studio_user_email AS studio_user_email,
              attempts.ip AS ip, attempts.device AS device, attempts.succeeded AS succeeded,
              attempts.failed AS failed, attempts.first AS first, attempts.sso AS sso,
              attempts.run_from AS run_from, attempts.run_until AS run_until
          FROM attempts
          WHERE lower(attempts.app_name) = lower('Shop')
            AND attempts.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND attempts.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
            AND attempts.app_id IN (1, 2)
            AND lower(attempts.app_name) = lower('Shop')
        ) AS tried
      ) AS attempts
      UNION ALL
      SELECT 5 AS place, 'emails delivered' AS measure, 0 AS before,
          coalesce(sum(CASE WHEN (deliveries.outcome IN ('delivered', 'complaint')) THEN deliveries.triggered ELSE 0 END), 0) AS after,
          0 AS before_total, coalesce(sum(deliveries.triggered), 0) AS after_total
      FROM (
        SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
            deliveries.category AS category, deliveries.log_type AS log_type,
            deliveries.app_id AS app_id, deliveries.app_name AS app_name,
            deliveries.user_email AS user_email, deliveries.message_id AS message_id,
            deliveries.recipient AS recipient, deliveries.domain AS domain,
            deliveries.subject AS subject, deliveries.triggered AS triggered,
            deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
            deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
            deliveries.reason AS reason, deliveries.first_at AS first_at,
            deliveries.last_at AS last_at
        FROM deliveries
        WHERE lower(deliveries.app_name) = lower('Shop')
          AND deliveries.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND deliveries.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
          AND deliveries.app_id IN (1, 2)
          AND lower(deliveries.app_name) = lower('Shop')
      ) AS deliveries
      UNION ALL
      SELECT 6 AS place, 'emails bounced' AS measure, 0 AS before,
          coalesce(sum(CASE WHEN (deliveries.outcome = 'bounced') THEN deliveries.triggered ELSE 0 END), 0) AS after,
          0 AS before_total, coalesce(sum(deliveries.triggered), 0) AS after_total
      FROM (
        SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
            deliveries.category AS category, deliveries.log_type AS log_type,
            deliveries.app_id AS app_id, deliveries.app_name AS app_name,
            deliveries.user_email AS user_email, deliveries.message_id AS message_id,
            deliveries.recipient AS recipient, deliveries.domain AS domain,
            deliveries.subject AS subject, deliveries.triggered AS triggered,
            deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
            deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
            deliveries.reason AS reason, deliveries.first_at AS first_at,
            deliveries.last_at AS last_at
        FROM deliveries
        WHERE lower(deliveries.app_name) = lower('Shop')
          AND deliveries.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
          AND deliveries.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
          AND deliveries.app_id IN (1, 2)
          AND lower(deliveries.app_name) = lower('Shop')
      ) AS deliveries
      UNION ALL
      SELECT 7 AS place, 'push success' AS measure, 0 AS before,
          coalesce(sum(pushes.push_success), 0) AS after, 0 AS before_total,
          coalesce(sum(pushes.push_success) + sum(pushes.push_failure), 0) AS after_total
      FROM (
        SELECT rows.log_type AS log_type, rows.push_success AS push_success,
            rows.push_failure AS push_failure, rows.push_subscriptions AS push_subscriptions
        FROM (
          SELECT logs.log_type AS log_type, logs.push_success AS push_success,
              logs.push_failure AS push_failure, logs.push_subscriptions AS push_subscriptions
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-10-05 09:15:30' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-10-12 09:15:30' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND coalesce(logs.log_type IN ('job') OR lower(logs.log_type) LIKE lower('pushNotification.%') ESCAPE '\', false)
            AND lower(logs.app_name) = lower('Shop')
        ) AS rows
        WHERE rows.log_type = 'pushNotification.send' OR rows.push_success IS NOT NULL
      ) AS pushes
    ) AS sides
    GROUP BY sides.place, sides.measure
    HAVING sum(sides.before) + sum(sides.after) + sum(sides.before_total) + sum(sides.after_total) > 0
  ) AS measured
) AS weighed
ORDER BY weighed.place
