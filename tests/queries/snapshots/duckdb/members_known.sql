SELECT memberships."user", memberships.origin, memberships.app_id, memberships.app,
    memberships.role, memberships.state, memberships.since, memberships.known_since
FROM (
  SELECT each."user" AS "user", each.origin AS origin, each.app_id AS app_id,
      each.name_alone AS name_alone, each.app AS app, each.role AS role, each.decision AS decision,
      each.decided_at AS decided_at, each.later_at AS later_at, each.known_since AS known_since,
      CASE WHEN (each.later_at IS NOT NULL AND (each.decision IS NULL OR each.decision = 'removed')) THEN 'member' WHEN (each.decision = 'added') THEN 'member' ELSE each.decision END AS state,
      CASE WHEN (each.later_at IS NOT NULL AND (each.decision IS NULL OR each.decision = 'removed')) THEN each.later_at ELSE each.decided_at END AS since
  FROM (
    SELECT decided."user" AS "user", decided.origin AS origin, decided.app_id AS app_id,
        decided.name_alone AS name_alone,
        arg_max(decided.app_name, (decided.created_at, decided.app_name)) FILTER (WHERE decided.app_name IS NOT NULL) AS app,
        arg_max(decided.role, (decided.created_at, decided.role)) FILTER (WHERE decided.role IS NOT NULL) AS role,
        max(CASE WHEN (decided.place = decided.decided) THEN decided.action END) AS decision,
        max(CASE WHEN (decided.place = decided.decided) THEN decided.created_at END) AS decided_at,
        min(CASE WHEN (decided.place > decided.decided) THEN decided.created_at END) AS later_at,
        min(decided.created_at) AS known_since
    FROM (
      SELECT ordered.id AS id, ordered.created_at AS created_at, ordered.action AS action,
          ordered.origin AS origin, ordered."user" AS "user", ordered.role AS role,
          ordered.app_name AS app_name, ordered.app_id AS app_id, ordered.name_alone AS name_alone,
          ordered.place AS place,
          max(CASE WHEN (ordered.action IN ('added', 'invited', 'removed')) THEN ordered.place ELSE 0 END) OVER (PARTITION BY ordered."user", ordered.origin, ordered.app_id, ordered.name_alone) AS decided
      FROM (
        SELECT keyed.id AS id, keyed.created_at AS created_at, keyed.action AS action,
            keyed.origin AS origin, keyed."user" AS "user", keyed.role AS role,
            keyed.app_name AS app_name, keyed.app_id AS app_id, keyed.name_alone AS name_alone,
            CAST(row_number() OVER (PARTITION BY keyed."user", keyed.origin, keyed.app_id, keyed.name_alone ORDER BY keyed.created_at, keyed.id) AS BIGINT) AS place
        FROM (
          SELECT membership.id AS id, membership.created_at AS created_at,
              membership.what AS action, membership.origin AS origin, membership."user" AS "user",
              membership.role AS role,
              CASE WHEN (membership.origin = 'app') THEN membership.app_name END AS app_name,
              CASE WHEN (membership.origin = 'app') THEN membership.app_id END AS app_id,
              CASE WHEN (membership.origin = 'app') THEN CASE WHEN (membership.app_id IS NULL) THEN membership.app_name END END AS name_alone
          FROM (
            SELECT account.id AS id, account.created_at AS created_at, account.log_type AS log_type,
                account.what AS what, account."user" AS "user", account."by" AS "by",
                account.on_behalf AS on_behalf, account.role AS role, account.app_id AS app_id,
                account.app_name AS app_name,
                CASE account.log_type WHEN 'organization.user.create' THEN 'organisation' WHEN 'organization.user.invite' THEN 'organisation' WHEN 'organization.user.update' THEN 'organisation' WHEN 'organization.user.delete' THEN 'organisation' WHEN 'organization.user.unblock' THEN 'organisation' WHEN 'app.user.create' THEN 'app' WHEN 'app.user.update' THEN 'app' WHEN 'app.user.remove' THEN 'app' WHEN 'organization.user.app.create' THEN 'app' WHEN 'organization.user.app.update' THEN 'app' WHEN 'organization.user.app.remove' THEN 'app' END AS origin
            FROM (
              SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
                  CASE rows.log_type WHEN 'organization.user.create' THEN 'added' WHEN 'organization.user.invite' THEN 'invited' WHEN 'organization.user.update' THEN 'changed' WHEN 'organization.user.delete' THEN 'removed' WHEN 'organization.user.unblock' THEN 'unblocked' WHEN 'app.user.create' THEN 'added' WHEN 'app.user.update' THEN 'changed' WHEN 'app.user.remove' THEN 'removed' WHEN 'organization.user.app.create' THEN 'added' WHEN 'organization.user.app.update' THEN 'changed' WHEN 'organization.user.app.remove' THEN 'removed' END AS what,
                  coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END) AS "user",
                  coalesce(rows.studio_user_email, rows.user_email) AS "by",
                  rows.log_type IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')
                AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN rows.user_email END), false) AS on_behalf,
                    rows.role AS role, rows.app_id AS app_id, rows.app_name AS app_name
              FROM (
                SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                    logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
                    logs.subject_user AS subject_user, logs.role AS role, logs.app_id AS app_id,
                    logs.app_name AS app_name
                FROM logs
                WHERE lower(logs.app_name) = lower('Shop')
                  AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
                  AND logs.app_id IN (1, 2)
                  AND coalesce(logs.log_type IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'), false)
              ) AS rows
            ) AS account
          ) AS membership
          WHERE membership."user" IS NOT NULL
        ) AS keyed
      ) AS ordered
    ) AS decided
    GROUP BY decided."user", decided.origin, decided.app_id, decided.name_alone
  ) AS each
) AS memberships
ORDER BY memberships.origin DESC, memberships.app_id NULLS LAST, memberships.app,
    memberships."user", memberships.name_alone
