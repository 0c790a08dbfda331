SELECT failed.device, failed.device_model, failed.failures, failed.users, failed.first_at,
    failed.last_at,
    CASE WHEN (failed.device IS NOT NULL) THEN coalesce(entered.users, 0) END AS succeeded
FROM (
  SELECT rows.device AS device,
      arg_max(rows.device_model, (rows.created_at, rows.device_model)) FILTER (WHERE rows.device_model IS NOT NULL) AS device_model,
      count(rows.created_at) AS failures, min(rows.created_at) AS first_at,
      max(rows.created_at) AS last_at, count(DISTINCT rows.user_email) AS users
  FROM (
    SELECT logs.created_at AS created_at, logs.user_email AS user_email, logs.device AS device,
        logs.device_model AS device_model
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('user.login.failed')
  ) AS rows
  GROUP BY rows.device
) AS failed
LEFT OUTER JOIN (
  SELECT got_in.device AS device, count(DISTINCT got_in."user") AS users
  FROM (
    SELECT attempts.user_email AS "user",
        CASE WHEN (attempts.failed > 0) THEN attempts.last_at ELSE attempts."at" END AS "at",
        attempts.device AS device
    FROM (
      SELECT clusters."at" AS "at", clusters.last_at AS last_at, clusters.user_email AS user_email,
          clusters.device AS device,
          greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) AS attempts,
          greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) - (clusters.failed + clusters.first + clusters.sso) AS succeeded,
          clusters.failed AS failed, clusters.first AS first, clusters.sso AS sso
      FROM (
        SELECT min(numbered.created_at) AS "at", max(numbered.created_at) AS last_at,
            max(numbered.user_email) AS user_email, max(numbered.device) AS device,
            count(*) FILTER (WHERE numbered.log_type = 'user.login') AS plain,
            count(*) FILTER (WHERE numbered.log_type = 'user.login.failed') AS failed,
            count(*) FILTER (WHERE numbered.log_type = 'user.login.first') AS first,
            greatest(count(*) FILTER (WHERE numbered.log_type = 'user.login.sso') - count(*) FILTER (WHERE numbered.log_type = 'user.login.first'), 0) AS sso,
            count(*) FILTER (WHERE (numbered.log_type NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso'))) AS other
        FROM (
          SELECT marked.created_at AS created_at, marked.log_type AS log_type,
              marked.user_email AS user_email, marked.device AS device, marked.who AS who,
              sum(marked.begins) OVER (PARTITION BY marked.who ORDER BY marked.created_at, marked.id) AS cluster
          FROM (
            SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
                rows.user_email AS user_email, rows.device AS device,
                coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') AS who,
                CASE WHEN (rows.created_at > make_timestamp(epoch_us(lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') ORDER BY rows.created_at, rows.id)) + 1000000 * CAST(2 AS BIGINT))) THEN 1 ELSE 0 END AS begins
            FROM (
              SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                  logs.user_email AS user_email, logs.user_id AS user_id, logs.device AS device
              FROM logs
              WHERE logs.created_at >= CAST('2026-09-30 22:59:58' AS TIMESTAMP)
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
  ) AS got_in
  WHERE got_in.device IS NOT NULL
  GROUP BY got_in.device
) AS entered ON failed.device = entered.device
ORDER BY failed.failures DESC, failed.device NULLS LAST
