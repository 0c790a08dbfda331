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
              rows.log_type IN ('organization.user.twofactor.remove') OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), false) AS on_behalf,
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
    SELECT clusters."at" AS "at", clusters.last_at AS last_at, clusters.user_email AS user_email,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) AS attempts,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) - (clusters.failed + clusters.first + clusters.sso) AS succeeded,
        clusters.failed AS failed, clusters.first AS first, clusters.sso AS sso
    FROM (
      SELECT min(numbered.created_at) AS "at", max(numbered.created_at) AS last_at,
          max(numbered.user_email) AS user_email,
          count(*) FILTER (WHERE numbered.log_type = 'user.login') AS plain,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.failed') AS failed,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.first') AS first,
          greatest(count(*) FILTER (WHERE numbered.log_type = 'user.login.sso') - count(*) FILTER (WHERE numbered.log_type = 'user.login.first'), 0) AS sso,
          count(*) FILTER (WHERE (numbered.log_type NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso'))) AS other
      FROM (
        SELECT marked.created_at AS created_at, marked.log_type AS log_type,
            marked.user_email AS user_email, marked.who AS who,
            sum(marked.begins) OVER (PARTITION BY marked.who ORDER BY marked.created_at, marked.id) AS cluster
        FROM (
          SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
              rows.user_email AS user_email,
              coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') AS who,
              CASE WHEN (rows.created_at > make_timestamp(epoch_us(lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') ORDER BY rows.created_at, rows.id)) + 1000000 * CAST(2 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                logs.user_email AS user_email, logs.user_id AS user_id
            FROM logs
            WHERE lower(logs.app_name) = lower('Shop')
              AND logs.created_at >= CAST('2026-09-30 22:59:58' AS TIMESTAMP)
              AND logs.created_at < CAST('2026-11-01 01:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
              AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
          ) AS rows
        ) AS marked
      ) AS numbered
      GROUP BY numbered.who, numbered.cluster
    ) AS clusters
    WHERE clusters."at" >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND clusters."at" < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ) AS attempts
  WHERE attempts.attempts > attempts.failed
    AND attempts.user_email IS NOT NULL
  GROUP BY attempts.user_email
) AS entered ON entered.user_email = lost."user"
ORDER BY lost.changed_at DESC, lost."user"
