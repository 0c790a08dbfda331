WITH tried AS (
  SELECT attempts."at" AS "at", attempts.last_at AS last_at, attempts.user_email AS user_email,
      attempts.app_name AS app_name, attempts.ip AS ip, attempts.device AS device,
      attempts.attempts AS attempts, attempts.succeeded AS succeeded, attempts.failed AS failed,
      attempts.first AS first, attempts.sso AS sso
  FROM (
    SELECT clusters."at" AS "at", clusters.last_at AS last_at, clusters.user_email AS user_email,
        clusters.app_name AS app_name, clusters.ip AS ip, clusters.device AS device,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) AS attempts,
        greatest(clusters.plain, clusters.failed + clusters.first + clusters.sso, CASE WHEN (clusters.plain + clusters.failed + clusters.first + clusters.sso = 0) THEN clusters.other ELSE 0 END) - (clusters.failed + clusters.first + clusters.sso) AS succeeded,
        clusters.failed AS failed, clusters.first AS first, clusters.sso AS sso
    FROM (
      SELECT min(numbered.created_at) AS "at", max(numbered.created_at) AS last_at,
          max(numbered.user_email) AS user_email, max(numbered.app_name) AS app_name,
          max(numbered.ip) AS ip, max(numbered.device) AS device,
          count(*) FILTER (WHERE numbered.log_type = 'user.login') AS plain,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.failed') AS failed,
          count(*) FILTER (WHERE numbered.log_type = 'user.login.first') AS first,
          greatest(count(*) FILTER (WHERE numbered.log_type = 'user.login.sso') - count(*) FILTER (WHERE numbered.log_type = 'user.login.first'), 0) AS sso,
          count(*) FILTER (WHERE (numbered.log_type NOT IN ('user.login', 'user.login.failed', 'user.login.first', 'user.login.sso'))) AS other
      FROM (
        SELECT marked.created_at AS created_at, marked.log_type AS log_type,
            marked.user_email AS user_email, marked.app_name AS app_name, marked.ip AS ip,
            marked.device AS device, marked.who AS who,
            sum(marked.begins) OVER (PARTITION BY marked.who ORDER BY marked.created_at, marked.id) AS cluster
        FROM (
          SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
              rows.user_email AS user_email, rows.app_name AS app_name, rows.ip AS ip,
              rows.device AS device,
              coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') AS who,
              CASE WHEN (rows.created_at > make_timestamp(epoch_us(lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR), '') ORDER BY rows.created_at, rows.id)) + 1000000 * CAST(2 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                logs.user_email AS user_email, logs.user_id AS user_id, logs.app_name AS app_name,
                logs.ip AS ip, logs.device AS device
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
)
SELECT every."at", every.user_email AS "user", every.outcome, every.app_name AS app, every.ip,
    every.device, every.ended AS attempts
FROM (
  SELECT tried."at" AS "at", tried.user_email AS user_email, tried.app_name AS app_name,
      tried.ip AS ip, tried.device AS device, 'succeeded' AS outcome, tried.succeeded AS ended
  FROM tried
  WHERE tried.succeeded > 0
  UNION ALL
  SELECT tried."at" AS "at", tried.user_email AS user_email, tried.app_name AS app_name,
      tried.ip AS ip, tried.device AS device, 'failed' AS outcome, tried.failed AS ended
  FROM tried
  WHERE tried.failed > 0
  UNION ALL
  SELECT tried."at" AS "at", tried.user_email AS user_email, tried.app_name AS app_name,
      tried.ip AS ip, tried.device AS device, 'first' AS outcome, tried.first AS ended
  FROM tried
  WHERE tried.first > 0
  UNION ALL
  SELECT tried."at" AS "at", tried.user_email AS user_email, tried.app_name AS app_name,
      tried.ip AS ip, tried.device AS device, 'sso' AS outcome, tried.sso AS ended
  FROM tried
  WHERE tried.sso > 0
) AS every
ORDER BY every."at" DESC, every.user_email NULLS LAST, every.outcome, every.app_name NULLS LAST,
    every.ip NULLS LAST, every.device NULLS LAST, every.ended
