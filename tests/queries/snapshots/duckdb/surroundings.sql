WITH itself AS (
  SELECT rows.created_at AS created_at, rows.id AS id
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at
    FROM logs
    WHERE logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.id = 7
), place AS (
  SELECT nearest.created_at AS created_at, nearest.id AS id,
      -CAST(row_number() OVER (ORDER BY nearest.created_at DESC, nearest.id DESC) AS BIGINT) AS position
  FROM (
    SELECT rows.created_at AS created_at, rows.id AS id
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at
      FROM logs
      WHERE logs.app_id IN (1, 2)
    ) AS rows
    JOIN itself ON true
    WHERE rows.created_at <= itself.created_at
      AND (rows.created_at < itself.created_at OR rows.id < itself.id)
    ORDER BY rows.created_at DESC, rows.id DESC
    LIMIT 20
  ) AS nearest
  UNION ALL
  SELECT itself.created_at AS created_at, itself.id AS id, CAST(0 AS BIGINT) AS position
  FROM itself
  UNION ALL
  SELECT nearest.created_at AS created_at, nearest.id AS id,
      CAST(row_number() OVER (ORDER BY nearest.created_at, nearest.id) AS BIGINT) AS position
  FROM (
    SELECT rows.created_at AS created_at, rows.id AS id
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at
      FROM logs
      WHERE logs.app_id IN (1, 2)
    ) AS rows
    JOIN itself ON true
    WHERE rows.created_at >= itself.created_at
      AND (rows.created_at > itself.created_at OR rows.id > itself.id)
    ORDER BY rows.created_at, rows.id
    LIMIT 20
  ) AS nearest
)
SELECT place.position, rows.id AS id, rows.created_at AS created_at, rows.category AS category,
    rows.log_type AS log_type, rows.app_id AS app_id, rows.app_name AS app_name,
    coalesce(rows.studio_user_email || ' as ' || coalesce(rows.user_email, '?'), rows.user_email) AS "user",
    rows.user_email AS user_email, rows.studio_user_email AS studio_user_email,
    rows.session_id AS session_id, left(rows.data, 500) AS data,
    coalesce(length(rows.data) > 500, false) AS data_cut
FROM place
JOIN (
  SELECT logs.id AS id, logs.created_at AS created_at, logs.category AS category,
      logs.log_type AS log_type, logs.app_id AS app_id, logs.app_name AS app_name,
      logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
      logs.session_id AS session_id, logs.data AS data
  FROM logs
  WHERE logs.app_id IN (1, 2)
) AS rows ON rows.created_at = place.created_at
  AND rows.id = place.id
ORDER BY place.position
