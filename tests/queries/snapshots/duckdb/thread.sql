SELECT steps.created_at AS "at",
    CAST(CASE WHEN (steps.previous > CAST('1970-01-01 00:00:00' AS TIMESTAMP)) THEN (epoch_us(steps.created_at) - epoch_us(steps.previous)) END AS DOUBLE) / NULLIF(1000000, 0) AS seconds_since_previous,
    steps.log_type,
    coalesce(steps.reason, coalesce(coalesce(coalesce(steps.event_category || ' / ' || steps.event_action, steps.event_category, steps.event_action) || ' / ' || steps.event_label, coalesce(steps.event_category || ' / ' || steps.event_action, steps.event_category, steps.event_action), steps.event_label), steps.subject, steps.push_title, steps.error_message, steps.two_factor_kind, steps.role), steps.status, steps.page_title) AS detail,
    coalesce(steps.studio_user_email || ' as ' || coalesce(steps.user_email, '?'), steps.user_email) AS "user",
    coalesce(steps.recipient, steps.subject_user) AS whom, steps.app_id, steps.app_name AS app,
    steps.id
FROM (
  SELECT thread.id AS id, thread.created_at AS created_at, thread.log_type AS log_type,
      thread.app_id AS app_id, thread.app_name AS app_name, thread.user_email AS user_email,
      thread.studio_user_email AS studio_user_email, thread.user_id AS user_id,
      thread.recipient AS recipient, thread.subject_user AS subject_user, thread.reason AS reason,
      thread.status AS status, thread.page_title AS page_title, thread.push_success AS push_success,
      thread.event_category AS event_category, thread.event_action AS event_action,
      thread.event_label AS event_label, thread.subject AS subject, thread.push_title AS push_title,
      thread.error_message AS error_message, thread.two_factor_kind AS two_factor_kind,
      thread.role AS role, thread.message_id AS message_id,
      lag(thread.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (ORDER BY thread.created_at, thread.id) AS previous
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
        rows.app_id AS app_id, rows.app_name AS app_name, rows.user_email AS user_email,
        rows.studio_user_email AS studio_user_email, rows.user_id AS user_id,
        rows.recipient AS recipient, rows.subject_user AS subject_user, rows.reason AS reason,
        rows.status AS status, rows.page_title AS page_title, rows.push_success AS push_success,
        rows.event_category AS event_category, rows.event_action AS event_action,
        rows.event_label AS event_label, rows.subject AS subject, rows.push_title AS push_title,
        rows.error_message AS error_message, rows.two_factor_kind AS two_factor_kind,
        rows.role AS role, rows.message_id AS message_id
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.app_id AS app_id, logs.app_name AS app_name, logs.user_email AS user_email,
          logs.studio_user_email AS studio_user_email, logs.user_id AS user_id,
          logs.recipient AS recipient, logs.subject_user AS subject_user, logs.reason AS reason,
          logs.status AS status, logs.page_title AS page_title, logs.push_success AS push_success,
          logs.event_category AS event_category, logs.event_action AS event_action,
          logs.event_label AS event_label, logs.subject AS subject, logs.push_title AS push_title,
          logs.error_message AS error_message, logs.two_factor_kind AS two_factor_kind,
          logs.role AS role, logs.message_id AS message_id
      FROM logs
      WHERE logs.app_id IN (1, 2)
    ) AS rows
    WHERE rows.message_id = 'm-1'
      AND rows.message_id IN (
      SELECT rows.message_id
      FROM (
        SELECT logs.message_id AS message_id
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
      WHERE rows.message_id = 'm-1'
    )
  ) AS thread
) AS steps
ORDER BY steps.created_at, steps.id
