WITH `cells` AS (
  SELECT `active`.`day` AS `day`, `active`.`hour` AS `hour`, `active`.`inside` AS `inside`,
      min(`active`.`created_at`) AS `first_at`, max(`active`.`created_at`) AS `last_at`,
      toInt64(count(`active`.`created_at`)) AS `logs`
  FROM (
    SELECT toDate32(addSeconds(`rows`.`created_at`, CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 WHEN (`rows`.`created_at` >= toDateTime64('2026-03-29 01:00:00', 6, 'UTC')) THEN 3600 ELSE 0 END)) AS `day`,
        toHour(addSeconds(`rows`.`created_at`, CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-10-25 01:00:00', 6, 'UTC')) THEN 0 WHEN (`rows`.`created_at` >= toDateTime64('2026-03-29 01:00:00', 6, 'UTC')) THEN 3600 ELSE 0 END)) AS `hour`,
        CASE WHEN (`rows`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')) THEN 1 ELSE 0 END AS `inside`,
        `rows`.`created_at` AS `created_at`
    FROM (
      SELECT `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
          `logs`.`user_email` AS `user_email`, `logs`.`studio_user_email` AS `studio_user_email`
      FROM `logs`
      WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
        AND `logs`.`created_at` >= toDateTime64('2026-07-02 23:00:00', 6, 'UTC')
        AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `logs`.`app_id` IN (1, 2)
    ) AS `rows`
    WHERE NOT (`rows`.`log_type` IN ('job') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('email.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('sms.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('pushNotification.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('job.%'))
  ) AS `active`
  GROUP BY `active`.`day`, `active`.`hour`, `active`.`inside`
)
SELECT `new`.`day`, `new`.`hour`, `new`.`first_at`, `new`.`last_at`, `new`.`logs`,
    toInt64(count(DISTINCT `cells`.`day`)) AS `active_days`,
    toInt64(count(DISTINCT `cells`.`hour`)) AS `hours`
FROM (
  SELECT `cells`.`day` AS `day`, `cells`.`hour` AS `hour`, `cells`.`first_at` AS `first_at`,
      `cells`.`last_at` AS `last_at`, `cells`.`logs` AS `logs`
  FROM `cells`
  INNER JOIN (
    SELECT `near`.`day` AS `day`, `near`.`hour` AS `hour`,
        lag(`near`.`last_at`, 1, toDateTime64('1970-01-01 00:00:00', 6, 'UTC')) OVER (PARTITION BY `near`.`hour` ORDER BY `near`.`day`) AS `previous`
    FROM (
      SELECT `spread`.`day` AS `day`, `spread`.`hour` AS `hour`,
          max(`spread`.`last_at`) AS `last_at`
      FROM (
        SELECT `cells`.`day` AS `day`, (`cells`.`hour` + 23) % 24 AS `hour`,
            `cells`.`last_at` AS `last_at`
        FROM `cells`
        UNION ALL
        SELECT `cells`.`day` AS `day`, (`cells`.`hour` + 0) % 24 AS `hour`,
            `cells`.`last_at` AS `last_at`
        FROM `cells`
        UNION ALL
        SELECT `cells`.`day` AS `day`, (`cells`.`hour` + 1) % 24 AS `hour`,
            `cells`.`last_at` AS `last_at`
        FROM `cells`
      ) AS `spread`
      GROUP BY `spread`.`day`, `spread`.`hour`
    ) AS `near`
  ) AS `previous` ON `previous`.`day` = `cells`.`day`
    AND `previous`.`hour` = `cells`.`hour`
  WHERE `cells`.`inside` = 1
    AND `previous`.`previous` < addSeconds(`cells`.`first_at`, -7776000)
) AS `new`
INNER JOIN `cells` ON true
WHERE `cells`.`day` < `new`.`day`
  AND `cells`.`first_at` >= addSeconds(`new`.`first_at`, -7776000)
GROUP BY `new`.`day`, `new`.`hour`, `new`.`first_at`, `new`.`last_at`, `new`.`logs`
HAVING toInt64(count(DISTINCT `cells`.`day`)) >= 5
ORDER BY `new`.`first_at` DESC
LIMIT 100
