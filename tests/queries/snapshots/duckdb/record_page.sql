SELECT rows.id AS id, rows.created_at AS created_at, rows.category AS category,
    rows.log_type AS log_type, rows.app_id AS app_id, rows.app_name AS app_name,
    coalesce(rows.studio_user_email || ' as ' || coalesce(rows.user_email, '?'), rows.user_email) AS "user",
    rows.user_email AS user_email, rows.studio_user_email AS studio_user_email,
    rows.session_id AS session_id, left(rows.data, 500) AS data,
    coalesce(length(rows.data) > 500, false) AS data_cut
FROM (
  SELECT keyed.created_at AS created_at, keyed.id AS id, keyed.key AS key
  FROM (
    SELECT rows.created_at AS created_at, rows.id AS id,
        lower(coalesce(rows.studio_user_email || ' as ' || coalesce(rows.user_email, '?'), rows.user_email)) AS key
    FROM (
      SELECT logs.created_at AS created_at, logs.id AS id, logs.user_email AS user_email,
          logs.studio_user_email AS studio_user_email
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
    ) AS rows
  ) AS keyed
  WHERE keyed.key <= lower('ann@x.com')
    AND (keyed.key < lower('ann@x.com') OR keyed.id < 7) OR keyed.key IS NULL
  ORDER BY keyed.key DESC NULLS LAST, keyed.id DESC
  LIMIT 50
) AS place
JOIN (
  SELECT logs.id AS id, logs.created_at AS created_at, logs.category AS category,
      logs.log_type AS log_type, logs.app_id AS app_id, logs.app_name AS app_name,
      logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
      logs.session_id AS session_id, logs.data AS data
  FROM logs
  WHERE logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    AND logs.app_id IN (1, 2)
) AS rows ON rows.created_at = place.created_at
  AND rows.id = place.id
ORDER BY place.key DESC NULLS LAST, place.id DESC
