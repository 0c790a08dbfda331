WITH every_log AS (
  SELECT rows.id AS id, rows.created_at AS created_at, rows.analytics_session AS analytics_session,
      rows.log_type AS log_type, rows.user_email AS user_email, rows.user_id AS user_id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at,
        logs.analytics_session AS analytics_session, logs.log_type AS log_type,
        logs.user_email AS user_email, logs.user_id AS user_id, logs.device AS device
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.device IS NOT NULL
), page AS (
  SELECT every_log.id AS id, every_log.analytics_session AS analytics_session
  FROM every_log
  ORDER BY every_log.created_at DESC, every_log.id DESC
  LIMIT 200
)
SELECT rows.created_at AS "at",
    coalesce(login_words.word, CASE WHEN (rows.log_type IN ('app.analytics.pageView', 'app.view')) THEN 'screen' WHEN (rows.log_type IN ('app.analytics.event')) THEN 'event' WHEN (rows.log_type IN ('app.update')) THEN 'update_check' WHEN lower(rows.log_type) LIKE lower('app.error.%') ESCAPE '\' THEN 'app_error' WHEN (rows.log_type IN ('user.login.failed')) THEN 'login_failed' WHEN (rows.log_type IN ('user.login.first')) THEN 'login_first' WHEN (rows.log_type IN ('user.login.sso')) THEN 'login_sso' WHEN (rows.log_type IN ('user.login') OR lower(rows.log_type) LIKE lower('user.login.%') ESCAPE '\') THEN 'login_attempt' WHEN (rows.log_type IN ('user.logout')) THEN 'logout' WHEN (lower(rows.log_type) LIKE lower('user.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('organization.user.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('app.user.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('app.token.%') ESCAPE '\') THEN 'account' WHEN (rows.log_type IN ('email.communicate', 'email.dataSourceHook', 'email.validate') OR lower(rows.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('pushNotification.%') ESCAPE '\') THEN 'message' WHEN lower(rows.log_type) LIKE lower('email.%') ESCAPE '\' THEN 'message_status' WHEN (rows.log_type IN ('app.publish') OR lower(rows.log_type) LIKE lower('app.publish.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('app.submission.%') ESCAPE '\') THEN 'publishing' WHEN (lower(rows.log_type) LIKE lower('app.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('widget.%') ESCAPE '\') THEN 'app_change' WHEN lower(rows.log_type) LIKE lower('dataSource.%') ESCAPE '\' THEN 'data' WHEN (lower(rows.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN 'file' WHEN lower(rows.log_type) LIKE lower('ai.%') ESCAPE '\' THEN 'ai' WHEN lower(rows.log_type) LIKE lower('studio.%') ESCAPE '\' THEN 'studio' WHEN (rows.push_success IS NOT NULL) THEN 'message' ELSE 'other' END) AS what,
    coalesce(false OR false AND NOT coalesce(contains(lower(rows.user_email), lower('')) OR contains(lower(rows.studio_user_email), lower('')), false), false) AS to_them,
    begun.id IS NOT NULL AS begins_session, rows.log_type AS log_type, rows.app_id AS app_id,
    rows.app_name AS app, coalesce(rows.page_title, CAST(rows.page_id AS VARCHAR)) AS screen,
    coalesce(coalesce(coalesce(rows.event_category || ' / ' || rows.event_action, rows.event_category, rows.event_action) || ' / ' || rows.event_label, coalesce(rows.event_category || ' / ' || rows.event_action, rows.event_category, rows.event_action), rows.event_label), rows.subject, rows.push_title, rows.error_message, rows.two_factor_kind, rows.role) AS detail,
    coalesce(rows.studio_user_email || ' as ' || coalesce(rows.user_email, '?'), rows.user_email) AS "user",
    coalesce(rows.recipient, rows.subject_user) AS whom, rows.device AS device, rows.ip AS ip,
    rows.session_id AS session_id, rows.analytics_session AS analytics_session, rows.id AS id
FROM (
  SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
      logs.app_id AS app_id, logs.app_name AS app_name, logs.page_id AS page_id,
      logs.page_title AS page_title, logs.device AS device, logs.ip AS ip,
      logs.session_id AS session_id, logs.analytics_session AS analytics_session,
      logs.event_category AS event_category, logs.event_action AS event_action,
      logs.event_label AS event_label, logs.subject AS subject, logs.push_title AS push_title,
      logs.push_success AS push_success, logs.error_message AS error_message,
      logs.two_factor_kind AS two_factor_kind, logs.role AS role, logs.user_email AS user_email,
      logs.studio_user_email AS studio_user_email, logs.recipient AS recipient,
      logs.subject_user AS subject_user
  FROM logs
  WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows
LEFT OUTER JOIN (
  SELECT in_order.id AS id
  FROM (
    SELECT every_log.id AS id,
        row_number() OVER (PARTITION BY every_log.analytics_session ORDER BY every_log.created_at, every_log.id) AS place
    FROM every_log
    WHERE every_log.analytics_session IN (
      SELECT page.analytics_session
      FROM page
    )
  ) AS in_order
  WHERE in_order.place = 1
) AS begun ON begun.id = rows.id
LEFT OUTER JOIN (
  SELECT tried.id AS id, 'login' AS word
  FROM (
    SELECT attempts.id AS id, attempts.companion_id AS companion_id,
        attempts.created_at AS created_at, attempts.log_type AS log_type,
        attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
        attempts.user_email AS user_email, attempts.user_id AS user_id,
        attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
        attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
        attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
        attempts.run_until AS run_until
    FROM attempts
    WHERE attempts.created_at >= CAST('2026-09-30 22:59:00' AS TIMESTAMP)
      AND attempts.created_at < CAST('2026-11-01 00:01:00' AS TIMESTAMP)
      AND attempts.app_id IN (1, 2)
  ) AS tried
  WHERE tried.succeeded = 1
  UNION ALL
  SELECT tried.companion_id AS id, 'login_attempt' AS word
  FROM (
    SELECT attempts.id AS id, attempts.companion_id AS companion_id,
        attempts.created_at AS created_at, attempts.log_type AS log_type,
        attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
        attempts.user_email AS user_email, attempts.user_id AS user_id,
        attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
        attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
        attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
        attempts.run_until AS run_until
    FROM attempts
    WHERE attempts.created_at >= CAST('2026-09-30 22:59:00' AS TIMESTAMP)
      AND attempts.created_at < CAST('2026-11-01 00:01:00' AS TIMESTAMP)
      AND attempts.app_id IN (1, 2)
  ) AS tried
  WHERE tried.companion_id IS NOT NULL
) AS login_words ON login_words.id = rows.id
WHERE rows.id IN (
  SELECT page.id
  FROM page
)
ORDER BY rows.created_at DESC, rows.id DESC
