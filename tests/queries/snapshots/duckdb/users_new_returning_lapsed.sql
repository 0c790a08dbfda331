SELECT moved."at", sum(moved.users) AS users, sum(moved."new") AS "new",
    sum(moved.users) - sum(moved."new") AS "returning", sum(moved.resumed) AS resumed,
    CASE WHEN (moved."at" < CAST(date_trunc('week', CAST('2026-11-01 00:00:00' AS TIMESTAMP)) AS DATE)) THEN sum(moved.lapsed) END AS lapsed
FROM (
  SELECT CASE WHEN (shifted.later = 1) THEN CAST(date_trunc('week', (shifted."at" + CAST(7 AS INTEGER))) AS DATE) ELSE shifted."at" END AS "at",
      shifted.last AS last, CASE WHEN (shifted.later = 0) THEN shifted.users ELSE 0 END AS users,
      CASE WHEN (shifted.later = 0) THEN shifted."new" ELSE 0 END AS "new",
      CASE WHEN (shifted.later = 0) THEN shifted.resumed ELSE 0 END AS resumed,
      CASE WHEN (shifted.later = 1) THEN shifted."left" ELSE 0 END AS lapsed
  FROM (
    SELECT per_unit."at" AS "at", per_unit.users AS users, per_unit."new" AS "new",
        per_unit.resumed AS resumed, per_unit."left" AS "left",
        max(CASE WHEN (per_unit.users > 0) THEN per_unit."at" END) OVER () AS last,
        unnest(range(2)) AS later
    FROM (
      SELECT told."at" AS "at", count(*) FILTER (WHERE told.inside = 1) AS users,
          count(*) FILTER (WHERE told.inside = 1 AND told.place = 1) AS "new",
          count(*) FILTER (WHERE told.inside = 1 AND told.place > 1 AND told.previous < CAST(date_trunc('week', (told."at" + CAST(-1 AS INTEGER))) AS DATE)) AS resumed,
          count(*) FILTER (WHERE told.following > CAST(date_trunc('week', (told."at" + CAST(7 AS INTEGER))) AS DATE)) AS "left"
      FROM (
        SELECT units.user_email AS user_email, units."at" AS "at", units.inside AS inside,
            row_number() OVER (PARTITION BY units.user_email ORDER BY units."at") AS place,
            lag(units."at", 1, (units."at" + CAST(-62 AS INTEGER))) OVER (PARTITION BY units.user_email ORDER BY units."at") AS previous,
            lead(units."at", 1, (units."at" + CAST(62 AS INTEGER))) OVER (PARTITION BY units.user_email ORDER BY units."at") AS following
        FROM (
          SELECT every.user_email AS user_email, every."at" AS "at", max(every.inside) AS inside
          FROM (
            SELECT counted.user_email AS user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS DATE) AS "at",
                1 AS inside
            FROM (
              SELECT hourly_users.hour AS hour, hourly_users.category AS category,
                  hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
                  hourly_users.user_email AS user_email, hourly_users.logs AS logs
              FROM hourly_users
              WHERE lower(hourly_users.app_name) = lower('Shop')
                AND hourly_users.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
                AND hourly_users.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
                AND hourly_users.app_id IN (1, 2)
            ) AS counted
            GROUP BY counted.user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS DATE)
            UNION ALL
            SELECT counted.user_email AS user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(3600 AS BIGINT))) AS DATE) AS "at",
                0 AS inside
            FROM (
              SELECT hourly_users.hour AS hour, hourly_users.category AS category,
                  hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
                  hourly_users.user_email AS user_email, hourly_users.logs AS logs
              FROM hourly_users
              WHERE lower(hourly_users.app_name) = lower('Shop')
                AND hourly_users.hour >= CAST('2026-09-16 17:00:00' AS TIMESTAMP)
                AND hourly_users.hour < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
                AND hourly_users.app_id IN (1, 2)
            ) AS counted
            GROUP BY counted.user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(3600 AS BIGINT))) AS DATE)
            UNION ALL
            SELECT counted.user_email AS user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(max(counted.hour)) + 1000000 * CAST(CASE WHEN (max(counted.hour) >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT))) AS DATE) AS "at",
                0 AS inside
            FROM (
              SELECT hourly_users.hour AS hour, hourly_users.category AS category,
                  hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
                  hourly_users.user_email AS user_email, hourly_users.logs AS logs
              FROM hourly_users
              WHERE lower(hourly_users.app_name) = lower('Shop')
                AND hourly_users.hour < CAST('2026-09-16 17:00:00' AS TIMESTAMP)
                AND hourly_users.app_id IN (1, 2)
            ) AS counted
            GROUP BY counted.user_email
          ) AS every
          GROUP BY every.user_email, every."at"
        ) AS units
      ) AS told
      GROUP BY told."at"
    ) AS per_unit
  ) AS shifted
) AS moved
WHERE moved."at" <= moved.last
  AND moved."at" >= CAST(date_trunc('week', make_timestamp(epoch_us(CAST('2026-09-30 23:00:00' AS TIMESTAMP)) + 1000000 * CAST(3600 AS BIGINT))) AS DATE)
GROUP BY moved."at"
HAVING sum(moved.users) > 0 OR sum(moved.lapsed) > 0
ORDER BY moved."at"
