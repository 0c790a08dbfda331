SELECT near.user_email AS "user", near.edits, near.logs
FROM (
  SELECT users.user_email AS user_email, levenshtein(users.user_email, 'ann@x.com') AS edits,
      users.logs AS logs
  FROM (
    SELECT counted.user_email AS user_email, sum(counted.logs) AS logs
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
    GROUP BY counted.user_email
  ) AS users
) AS near
WHERE near.edits BETWEEN 1
  AND 2
ORDER BY near.edits, near.logs DESC, near.user_email
LIMIT 5
