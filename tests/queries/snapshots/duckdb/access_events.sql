SELECT events."at", events.what, events.detail, events.arrived, events."user", events."by",
    events.app_id, events.app, events.log_type, events.id
FROM (
  SELECT account.created_at AS "at", account.what AS what,
      coalesce(account.two_factor_kind, account.role, CASE WHEN (account.log_type IN ('user.login.failed', 'user.login.first')) THEN account.ip END) AS detail,
      NULL AS arrived, account."user" AS "user", account."by" AS "by", account.app_id AS app_id,
      account.app_name AS app, account.log_type AS log_type, account.id AS id
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
        CASE rows.log_type WHEN 'user.login.failed' THEN 'sign_in_failed' WHEN 'user.password.update' THEN 'password_changed' WHEN 'organization.user.update' THEN 'organisation_changed' WHEN 'user.twofactor.add' THEN 'two_factor_added' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' WHEN 'user.session.remove' THEN 'sessions_revoked' WHEN 'organization.user.create' THEN 'organisation_added' WHEN 'organization.user.invite' THEN 'organisation_invited' WHEN 'organization.user.delete' THEN 'organisation_removed' WHEN 'organization.user.unblock' THEN 'organisation_unblocked' WHEN 'organization.user.block' THEN 'organisation_blocked' WHEN 'app.user.create' THEN 'app_added' WHEN 'app.user.update' THEN 'app_changed' WHEN 'app.user.remove' THEN 'app_removed' WHEN 'organization.user.app.create' THEN 'app_added' WHEN 'organization.user.app.update' THEN 'app_changed' WHEN 'organization.user.app.remove' THEN 'app_removed' END AS what,
        coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END) AS "user",
        coalesce(rows.studio_user_email, rows.user_email) AS "by",
        rows.log_type IN ('organization.user.update', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')
      AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), false) AS on_behalf,
          rows.two_factor_kind AS two_factor_kind, rows.role AS role, rows.ip AS ip,
          rows.app_id AS app_id, rows.app_name AS app_name
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
          logs.subject_user AS subject_user, logs.two_factor_kind AS two_factor_kind,
          logs.role AS role, logs.ip AS ip, logs.app_id AS app_id, logs.app_name AS app_name
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('user.login.failed', 'user.password.update', 'organization.user.update', 'user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'user.session.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'), false)
    ) AS rows
  ) AS account
  UNION ALL
  SELECT attempts."at" AS "at",
      CASE WHEN (attempts.first > 0) THEN 'first_sign_in' ELSE 'signed_in' END AS what,
      attempts.ip AS detail, NULL AS arrived, attempts.user_email AS "user",
      coalesce(attempts.studio_user_email, attempts.user_email) AS "by", attempts.app_id AS app_id,
      attempts.app_name AS app, attempts.log_type AS log_type, attempts.id AS id
  FROM (
    SELECT tried.created_at AS "at", tried.id AS id, tried.log_type AS log_type,
        tried.user_email AS user_email, tried.studio_user_email AS studio_user_email,
        tried.app_id AS app_id, tried.app_name AS app_name, tried.ip AS ip,
        tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
        tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
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
      WHERE lower(attempts.app_name) = lower('Shop')
        AND attempts.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND attempts.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND attempts.app_id IN (1, 2)
    ) AS tried
  ) AS attempts
  WHERE attempts.failed < attempts.attempts
  UNION ALL
  SELECT rows.created_at AS "at",
      CASE WHEN (rows.log_type = 'email.validate') THEN 'verification_email' ELSE 'verification_sms' END AS what,
      coalesce(CASE WHEN (coalesce(outcomes.outcome, 'no') = 'no') THEN outcomes.reason END, rows.reason, rows.status) AS detail,
      coalesce(CASE WHEN (rows.log_type = 'email.validate') THEN outcomes.outcome WHEN (CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'arrived') THEN 'yes' WHEN (CASE WHEN (lower(rows.status) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lower(rows.status) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lower(rows.reason) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN rows.reason END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'failed') THEN 'no' END, 'not reported') AS arrived,
      CASE WHEN (rows.log_type = 'email.validate') THEN coalesce(rows.recipient, rows.user_email) ELSE rows.user_email END AS "user",
      NULL AS "by", rows.app_id AS app_id, rows.app_name AS app, rows.log_type AS log_type,
      rows.id AS id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.recipient AS recipient, logs.reason AS reason, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.user_email AS user_email, logs.message_id AS message_id,
        logs.status AS status
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('email.validate', 'sms.validate', 'sms.2fa'), false)
  ) AS rows
  LEFT OUTER JOIN (
    SELECT rows.message_id AS message_id,
        arg_max(CASE WHEN (rows.log_type IN ('email.delivered', 'email.complaint')) THEN 'yes' WHEN (rows.log_type IN ('email.bounced', 'email.rejected')) THEN 'no' END, (rows.created_at, CASE WHEN (rows.log_type IN ('email.delivered', 'email.complaint')) THEN 'yes' WHEN (rows.log_type IN ('email.bounced', 'email.rejected')) THEN 'no' END)) FILTER (WHERE CASE WHEN (rows.log_type IN ('email.delivered', 'email.complaint')) THEN 'yes' WHEN (rows.log_type IN ('email.bounced', 'email.rejected')) THEN 'no' END IS NOT NULL) AS outcome,
        arg_max(rows.reason, (rows.created_at, rows.reason)) FILTER (WHERE rows.reason IS NOT NULL) AS reason
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type, logs.recipient AS recipient,
          logs.message_id AS message_id, logs.reason AS reason
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-04 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('email.delivered', 'email.complaint', 'email.bounced', 'email.rejected', 'email.delayed'), false)
    ) AS rows
    WHERE rows.message_id IS NOT NULL
    GROUP BY rows.message_id
  ) AS outcomes ON outcomes.message_id = rows.message_id
  WHERE CASE WHEN (rows.log_type = 'email.validate') THEN coalesce(rows.recipient, rows.user_email) ELSE rows.user_email END IS NOT NULL
  UNION ALL
  SELECT rows.created_at AS "at", 'email_returned' AS what, rows.reason AS detail, 'no' AS arrived,
      rows.recipient AS "user", NULL AS "by", rows.app_id AS app_id, rows.app_name AS app,
      rows.log_type AS log_type, rows.id AS id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
        logs.recipient AS recipient, logs.reason AS reason, logs.app_id AS app_id,
        logs.app_name AS app_name, logs.message_id AS message_id
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('email.bounced', 'email.rejected'), false)
  ) AS rows
  LEFT OUTER JOIN (
    SELECT DISTINCT rows.message_id AS message_id
    FROM (
      SELECT logs.message_id AS message_id
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-27 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND logs.log_type IN ('email.validate')
    ) AS rows
  ) AS codes ON codes.message_id = rows.message_id
  WHERE codes.message_id IS NULL
    AND rows.recipient IS NOT NULL
) AS events
ORDER BY events."at" DESC, events.id DESC, events.what
