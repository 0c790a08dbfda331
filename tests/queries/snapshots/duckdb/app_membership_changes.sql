SELECT membership.created_at AS "at", membership.what AS action, membership."user", membership."by",
    membership.role, membership.app_id, membership.app_name AS app, membership.log_type,
    membership.id
FROM (
  SELECT account.id AS id, account.created_at AS created_at, account.log_type AS log_type,
      account.what AS what, account."user" AS "user", account."by" AS "by",
      account.on_behalf AS on_behalf, account.role AS role, account.app_id AS app_id,
      account.app_name AS app_name,
      CASE account.log_type WHEN 'app.user.create' THEN 'app' WHEN 'app.user.update' THEN 'app' WHEN 'app.user.remove' THEN 'app' WHEN 'organization.user.app.create' THEN 'app' WHEN 'organization.user.app.update' THEN 'app' WHEN 'organization.user.app.remove' THEN 'app' END AS origin
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
        CASE rows.log_type WHEN 'app.user.create' THEN 'added' WHEN 'app.user.update' THEN 'changed' WHEN 'app.user.remove' THEN 'removed' WHEN 'organization.user.app.create' THEN 'added' WHEN 'organization.user.app.update' THEN 'changed' WHEN 'organization.user.app.remove' THEN 'removed' END AS what,
        coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END) AS "user",
        coalesce(rows.studio_user_email, rows.user_email) AS "by",
        rows.log_type IN ('organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')
      AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), false) AS on_behalf,
          rows.role AS role, rows.app_id AS app_id, rows.app_name AS app_name
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
          logs.subject_user AS subject_user, logs.role AS role, logs.app_id AS app_id,
          logs.app_name AS app_name
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'), false)
    ) AS rows
  ) AS account
) AS membership
ORDER BY membership.created_at DESC, membership.id DESC
