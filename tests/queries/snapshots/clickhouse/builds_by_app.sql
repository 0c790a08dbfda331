SELECT `counted`.`app_id`, `counted`.`app`, `counted`.`requested`, `counted`.`succeeded`,
    `counted`.`failed`, `counted`.`other`, `counted`.`no_report`, `counted`.`without_request`,
    toFloat64(`counted`.`succeeded`) / nullIf(`counted`.`succeeded` + `counted`.`failed`, 0) AS `success_ratio`,
    toFloat64(`counted`.`micros`) / nullIf(1000000, 0) AS `median_seconds`
FROM (
  SELECT `builds`.`app_id` AS `app_id`,
      CASE WHEN (`builds`.`app_id` IS NULL) THEN `builds`.`app_name` END AS `name_alone`,
      argMaxIf(`builds`.`app_name`, (`builds`.`at`, `builds`.`app_name`), `builds`.`app_name` IS NOT NULL) AS `app`,
      toInt64(count(`builds`.`requested_at`)) AS `requested`,
      toInt64(countIf(`builds`.`requested_at` IS NOT NULL AND `builds`.`outcome` = 'succeeded')) AS `succeeded`,
      toInt64(countIf(`builds`.`requested_at` IS NOT NULL AND `builds`.`outcome` = 'failed')) AS `failed`,
      toInt64(countIf(`builds`.`requested_at` IS NOT NULL AND `builds`.`outcome` = 'other')) AS `other`,
      toInt64(countIf(`builds`.`requested_at` IS NOT NULL AND `builds`.`outcome` = 'no report')) AS `no_report`,
      toInt64(countIf(`builds`.`requested_at` IS NULL)) AS `without_request`,
      quantileExactInclusive(0.5)(`builds`.`micros`) AS `micros`
  FROM (
    SELECT coalesce(`rows`.`created_at`, `reports`.`created_at`) AS `at`,
        `rows`.`created_at` AS `requested_at`,
        coalesce(`rows`.`app_id`, `reports`.`app_id`) AS `app_id`,
        coalesce(`rows`.`app_name`, `reports`.`app_name`) AS `app_name`,
        coalesce(`rows`.`submission_id`, `reports`.`submission_id`) AS `submission_id`,
        coalesce(`rows`.`platform`, `reports`.`platform`) AS `platform`,
        `rows`.`user_email` AS `requested_by`,
        CASE WHEN (`reports`.`id` IS NULL) THEN 'no report' WHEN (lowerUTF8(`reports`.`status`) IN ('completed', 'success', 'successful', 'succeeded', 'ready-for-testing', 'tested')) THEN 'succeeded' WHEN (lowerUTF8(`reports`.`status`) IN ('failed', 'failure', 'error')) THEN 'failed' ELSE 'other' END AS `outcome`,
        `reports`.`status` AS `status`, `reports`.`created_at` AS `reported_at`,
        (toUnixTimestamp64Micro(`reports`.`created_at`) - toUnixTimestamp64Micro(`rows`.`created_at`)) AS `micros`,
        `reports`.`reason` AS `reason`, `rows`.`id` AS `id`, `reports`.`id` AS `report_id`
    FROM (
      SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`, `logs`.`app_id` AS `app_id`,
          `logs`.`app_name` AS `app_name`, `logs`.`submission_id` AS `submission_id`,
          `logs`.`platform` AS `platform`, `logs`.`user_email` AS `user_email`
      FROM `logs`
      WHERE `logs`.`app_id` IN (1, 2)
        AND `logs`.`log_type` IN ('app.submission.build')
    ) AS `rows` FULL OUTER
    JOIN (
      SELECT `ranked`.`id` AS `id`, `ranked`.`created_at` AS `created_at`,
          `ranked`.`app_id` AS `app_id`, `ranked`.`app_name` AS `app_name`,
          `ranked`.`submission_id` AS `submission_id`, `ranked`.`platform` AS `platform`,
          `ranked`.`status` AS `status`, `ranked`.`reason` AS `reason`, `ranked`.`place` AS `place`
      FROM (
        SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
            `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app_name`,
            `rows`.`submission_id` AS `submission_id`, `rows`.`platform` AS `platform`,
            `rows`.`status` AS `status`, `rows`.`reason` AS `reason`,
            row_number() OVER (PARTITION BY coalesce(`rows`.`submission_id`, 'log ' || toString(`rows`.`id`)) ORDER BY `rows`.`created_at` DESC, `rows`.`id` DESC) AS `place`
        FROM (
          SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
              `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
              `logs`.`submission_id` AS `submission_id`, `logs`.`platform` AS `platform`,
              `logs`.`status` AS `status`, `logs`.`reason` AS `reason`
          FROM `logs`
          WHERE `logs`.`app_id` IN (1, 2)
            AND `logs`.`log_type` IN ('app.submission.report')
        ) AS `rows`
      ) AS `ranked`
      WHERE `ranked`.`place` = 1
    ) AS `reports` ON `rows`.`submission_id` = `reports`.`submission_id`
    WHERE coalesce(`rows`.`id`, `reports`.`id`) IN (
      SELECT `rows`.`id`
      FROM (
        SELECT `logs`.`id` AS `id`
        FROM `logs`
        WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
          AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
          AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
          AND `logs`.`app_id` IN (1, 2)
          AND (`logs`.`log_type` IN ('app.submission.build', 'app.submission.report'))
      ) AS `rows`
    )
  ) AS `builds`
  GROUP BY `builds`.`app_id`, `name_alone`
) AS `counted`
ORDER BY `counted`.`requested` DESC, `counted`.`app_id` NULLS LAST,
    `counted`.`name_alone` NULLS LAST
