SELECT counted.day, counted.daily, counted.weekly, counted.monthly,
    CAST(counted.daily AS DOUBLE) / NULLIF(counted.monthly, 0) AS stickiness
FROM (
  SELECT days.day AS day,
      sum(CASE WHEN (days.age = 0 AND days.inside = 1) THEN days.users ELSE 0 END) AS daily,
      sum(CASE WHEN (days.age < 7 AND days.gap + days.age >= 7) THEN days.users ELSE 0 END) AS weekly,
      sum(CASE WHEN (days.gap + days.age >= 30) THEN days.users ELSE 0 END) AS monthly
  FROM (
    SELECT aged."at" AS "at", aged.inside AS inside, aged.gap AS gap, aged.users AS users,
        aged.last AS last, aged.age AS age, (aged."at" + CAST(aged.age AS INTEGER)) AS day
    FROM (
      SELECT grouped."at" AS "at", grouped.inside AS inside, grouped.gap AS gap,
          grouped.users AS users,
          max(CASE WHEN (grouped.inside = 1) THEN grouped."at" END) OVER () AS last,
          unnest(range(30)) AS age
      FROM (
        SELECT known."at" AS "at", known.inside AS inside, known.gap AS gap,
            count(known."at") AS users
        FROM (
          SELECT units."at" AS "at", units.inside AS inside,
              least(date_diff('day', lag(units."at", 1, (units."at" + CAST(-30 AS INTEGER))) OVER (PARTITION BY units.user_email ORDER BY units."at"), units."at"), 30) AS gap
          FROM (
            SELECT every.user_email AS user_email, every."at" AS "at", max(every.inside) AS inside
            FROM (
              SELECT counted.user_email AS user_email,
                  CAST(CAST(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS DATE) AS "at",
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
                  CAST(CAST(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT)) AS DATE) AS DATE)
              UNION ALL
              SELECT counted.user_email AS user_email,
                  CAST(CAST(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(3600 AS BIGINT)) AS DATE) AS DATE) AS "at",
                  0 AS inside
              FROM (
                SELECT hourly_users.hour AS hour, hourly_users.category AS category,
                    hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
                    hourly_users.user_email AS user_email, hourly_users.logs AS logs
                FROM hourly_users
                WHERE lower(hourly_users.app_name) = lower('Shop')
                  AND hourly_users.hour >= CAST('2026-08-30 23:00:00' AS TIMESTAMP)
                  AND hourly_users.hour < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
                  AND hourly_users.app_id IN (1, 2)
              ) AS counted
              GROUP BY counted.user_email,
                  CAST(CAST(make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(3600 AS BIGINT)) AS DATE) AS DATE)
            ) AS every
            GROUP BY every.user_email, every."at"
          ) AS units
        ) AS known
        GROUP BY known."at", known.inside, known.gap
      ) AS grouped
    ) AS aged
  ) AS days
  WHERE days.day <= days.last
    AND days.day >= CAST(CAST(make_timestamp(epoch_us(CAST('2026-09-30 23:00:00' AS TIMESTAMP)) + 1000000 * CAST(3600 AS BIGINT)) AS DATE) AS DATE)
  GROUP BY days.day
) AS counted
ORDER BY counted.day
