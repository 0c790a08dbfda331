SELECT publishes."at", publishes.app_id, publishes.app_name AS app, publishes."user", publishes.id
FROM (
  SELECT seen."at" AS "at", seen.app_id AS app_id, seen.app_name AS app_name,
      seen.name_alone AS name_alone, seen."user" AS "user", seen.log_type AS log_type, seen.id AS id
  FROM (
    SELECT rows.created_at AS "at", rows.app_id AS app_id, rows.app_name AS app_name,
        CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone,
        rows.user_email AS "user", rows.log_type AS log_type, rows.id AS id,
        lag(rows.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY rows.app_id, CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END ORDER BY rows.created_at, rows.id) AS previous
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.app_id AS app_id, logs.app_name AS app_name, logs.user_email AS user_email
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 22:59:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND lower(logs.log_type) LIKE lower('app.publish%') ESCAPE '\'
    ) AS rows
    WHERE rows.log_type IN ('app.publish', 'app.publish.web.create')
      AND (rows.app_id IS NOT NULL OR rows.app_name IS NOT NULL)
  ) AS seen
  WHERE seen."at" > make_timestamp(epoch_us(seen.previous) + 1000000 * CAST(60 AS BIGINT))
    AND seen."at" >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
) AS publishes
ORDER BY publishes."at" DESC, publishes.id DESC
