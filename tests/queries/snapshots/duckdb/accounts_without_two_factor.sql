SELECT lost."user", lost.kind, lost.changed_at AS removed_at, lost."by",
    lost.on_behalf = 1 AS on_behalf, entered.last_login_at
FROM (
  SELECT factors."user" AS "user", factors.stands AS stands, factors.changed_at AS changed_at,
      factors.kind AS kind, factors."by" AS "by", factors.on_behalf AS on_behalf
  FROM (
    SELECT marked."user" AS "user",
        max(CASE WHEN (marked.what = 'two_factor_added' AND marked.place > CASE WHEN (marked.kind IS NULL) THEN marked.any_removed ELSE greatest(marked.kind_removed, marked.unnamed_removed) END) THEN 1 ELSE 0 END) AS stands,
        max(marked.created_at) AS changed_at,
        max(CASE WHEN (marked.place = marked.last) THEN marked.kind END) AS kind,
        max(CASE WHEN (marked.place = marked.last) THEN marked."by" END) AS "by",
        max(CASE WHEN (marked.place = marked.last AND marked.on_behalf) THEN 1 ELSE 0 END) AS on_behalf
    FROM (
      SELECT placed.id AS id, placed.created_at AS created_at, placed.log_type AS log_type,
          placed.what AS what, placed."user" AS "user", placed."by" AS "by",
          placed.on_behalf AS on_behalf, placed.two_factor_kind AS two_factor_kind,
          placed.kind AS kind, placed.place AS place,
          max(placed.place) OVER (PARTITION BY placed."user") AS last,
          max(CASE WHEN (placed.what = 'two_factor_removed') THEN placed.place ELSE 0 END) OVER (PARTITION BY placed."user") AS any_removed,
          max(CASE WHEN (placed.what = 'two_factor_removed' AND placed.kind IS NULL) THEN placed.place ELSE 0 END) OVER (PARTITION BY placed."user") AS unnamed_removed,
          max(CASE WHEN (placed.what = 'two_factor_removed') THEN placed.place ELSE 0 END) OVER (PARTITION BY placed."user", placed.kind) AS kind_removed
      FROM (
        SELECT account.id AS id, account.created_at AS created_at, account.log_type AS log_type,
            account.what AS what, account."user" AS "user", account."by" AS "by",
            account.on_behalf AS on_behalf, account.two_factor_kind AS two_factor_kind,
            account.two_factor_kind AS kind,
            CAST(row_number() OVER (PARTITION BY account."user" ORDER BY account.created_at, account.id) AS BIGINT) AS place
        FROM (
          SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
              CASE rows.log_type WHEN 'user.twofactor.add' THEN 'two_factor_added' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' END AS what,
              coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END) AS "user",
              coalesce(rows.studio_user_email, rows.user_email) AS "by",
              rows.log_type IN ('organization.user.twofactor.remove')
            AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), false) AS on_behalf,
                rows.two_factor_kind AS two_factor_kind
          FROM (
            SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
                logs.subject_user AS subject_user, logs.two_factor_kind AS two_factor_kind
            FROM logs
            WHERE lower(logs.app_name) = lower('Shop')
              AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND coalesce(logs.log_type IN ('user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove'), false)
          ) AS rows
        ) AS account
        WHERE account."user" IS NOT NULL
      ) AS placed
    ) AS marked
    GROUP BY marked."user"
  ) AS factors
  WHERE factors.stands = 0
) AS lost
LEFT OUTER JOIN (
  SELECT attempts.user_email AS user_email, max(attempts."at") AS last_login_at
  FROM (
    SELECT tried.created_at AS "at", tried.user_email AS user_email,
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
    AND attempts.user_email IS NOT NULL
  GROUP BY attempts.user_email
) AS entered ON entered.user_email = lost."user"
ORDER BY lost.changed_at DESC, lost."user"
