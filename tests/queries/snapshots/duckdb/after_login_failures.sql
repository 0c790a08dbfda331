SELECT failed.user_email AS "user", failed.failures, failed.last_at,
    coalesce(next.what, 'still_failing') AS next, next."at" AS next_at
FROM (
  SELECT rows.user_email AS user_email, count(rows.created_at) AS failures,
      min(rows.created_at) AS first_at, max(rows.created_at) AS last_at
  FROM (
    SELECT logs.created_at AS created_at, logs.user_email AS user_email
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('user.login.failed')
  ) AS rows
  WHERE rows.user_email IS NOT NULL
  GROUP BY rows.user_email
) AS failed
LEFT OUTER JOIN (
  SELECT later."user" AS "user", later."at" AS "at", later.what AS what
  FROM (
    SELECT events."user" AS "user", events."at" AS "at", events.what AS what,
        row_number() OVER (PARTITION BY events."user" ORDER BY events."at", events.what) AS place
    FROM (
      SELECT got_in."user" AS "user", got_in."at" AS "at", 'succeeded' AS what
      FROM (
        SELECT attempts.user_email AS "user", attempts."at" AS "at"
        FROM (
          SELECT tried.created_at AS "at", tried.user_email AS user_email,
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
            WHERE attempts.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
              AND attempts.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND attempts.app_id IN (1, 2)
          ) AS tried
        ) AS attempts
        WHERE attempts.failed < attempts.attempts
          AND attempts.user_email IS NOT NULL
      ) AS got_in
      UNION ALL
      SELECT account."user" AS "user", account.created_at AS "at", account.what AS what
      FROM (
        SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
            CASE rows.log_type WHEN 'user.password.update' THEN 'password_changed' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.delete' THEN 'removed' WHEN 'organization.user.unblock' THEN 'unblocked' WHEN 'organization.user.block' THEN 'blocked' WHEN 'app.user.remove' THEN 'removed' WHEN 'organization.user.app.remove' THEN 'removed' END AS what,
            coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))) THEN rows.user_email END) AS "user",
            coalesce(rows.studio_user_email, rows.user_email) AS "by",
            rows.log_type IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'organization.user.app.remove')
          AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'))) THEN rows.user_email END), false) AS on_behalf
        FROM (
          SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user
          FROM logs
          WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND coalesce(logs.log_type IN ('user.password.update', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.remove', 'organization.user.app.remove'), false)
        ) AS rows
      ) AS account
    ) AS events
    JOIN (
      SELECT rows.user_email AS user_email, count(rows.created_at) AS failures,
          min(rows.created_at) AS first_at, max(rows.created_at) AS last_at
      FROM (
        SELECT logs.created_at AS created_at, logs.user_email AS user_email
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('user.login.failed')
      ) AS rows
      WHERE rows.user_email IS NOT NULL
      GROUP BY rows.user_email
    ) AS failed ON events."user" = failed.user_email
    WHERE events."at" > failed.last_at
  ) AS later
  WHERE later.place = 1
) AS next ON next."user" = failed.user_email
ORDER BY failed.failures DESC, failed.user_email
