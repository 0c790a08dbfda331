SELECT laid.cohort, laid.size, laid.week, coalesce(active.users, 0) AS users,
    CAST(coalesce(active.users, 0) AS DOUBLE) / NULLIF(laid.size, 0) AS share,
    laid."at" < CAST(date_trunc('week', CAST('2026-11-01 00:00:00' AS TIMESTAMP)) AS DATE) AS complete
FROM (
  SELECT grid.cohort AS cohort, grid.size AS size, grid.week AS week, grid.last AS last,
      (grid.cohort + CAST(grid.week * 7 AS INTEGER)) AS "at"
  FROM (
    SELECT cohorts.cohort AS cohort, cohorts.users AS size, cohorts.last AS last,
        unnest(range(27)) AS week
    FROM (
      SELECT newcomers.cohort AS cohort, newcomers."at" AS "at", newcomers.last AS last,
          count(newcomers."at") AS users
      FROM (
        SELECT weeks."at" AS "at", weeks.last AS last,
            min(weeks."at") OVER (PARTITION BY weeks.user_email) AS cohort
        FROM (
          SELECT found.user_email AS user_email, found."at" AS "at", max(found."at") OVER () AS last
          FROM (
            SELECT counted.user_email AS user_email,
                CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS DATE) AS "at"
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
          ) AS found
        ) AS weeks
        WHERE (weeks.user_email NOT IN (
          SELECT counted.user_email
          FROM (
            SELECT hourly_users.hour AS hour, hourly_users.category AS category,
                hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
                hourly_users.user_email AS user_email, hourly_users.logs AS logs
            FROM hourly_users
            WHERE lower(hourly_users.app_name) = lower('Shop')
              AND hourly_users.hour < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
              AND hourly_users.app_id IN (1, 2)
          ) AS counted
        ))
      ) AS newcomers
      GROUP BY newcomers.cohort, newcomers."at", newcomers.last
    ) AS cohorts
    WHERE cohorts."at" = cohorts.cohort
  ) AS grid
) AS laid
LEFT OUTER JOIN (
  SELECT newcomers.cohort AS cohort, newcomers."at" AS "at", newcomers.last AS last,
      count(newcomers."at") AS users
  FROM (
    SELECT weeks."at" AS "at", weeks.last AS last,
        min(weeks."at") OVER (PARTITION BY weeks.user_email) AS cohort
    FROM (
      SELECT found.user_email AS user_email, found."at" AS "at", max(found."at") OVER () AS last
      FROM (
        SELECT counted.user_email AS user_email,
            CAST(date_trunc('week', make_timestamp(epoch_us(counted.hour) + 1000000 * CAST(CASE WHEN (counted.hour >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 ELSE 3600 END AS BIGINT))) AS DATE) AS "at"
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
      ) AS found
    ) AS weeks
    WHERE (weeks.user_email NOT IN (
      SELECT counted.user_email
      FROM (
        SELECT hourly_users.hour AS hour, hourly_users.category AS category,
            hourly_users.app_id AS app_id, hourly_users.app_name AS app_name,
            hourly_users.user_email AS user_email, hourly_users.logs AS logs
        FROM hourly_users
        WHERE lower(hourly_users.app_name) = lower('Shop')
          AND hourly_users.hour < CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND hourly_users.app_id IN (1, 2)
      ) AS counted
    ))
  ) AS newcomers
  GROUP BY newcomers.cohort, newcomers."at", newcomers.last
) AS active ON active.cohort = laid.cohort
  AND active."at" = laid."at"
WHERE laid."at" <= laid.last
ORDER BY laid.cohort, laid.week
