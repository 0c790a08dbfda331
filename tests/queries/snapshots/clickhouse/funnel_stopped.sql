WITH `events` AS (
  SELECT `rows`.`user_email` AS `user`, `rows`.`created_at` AS `at`, `rows`.`id` AS `id`,
      CASE WHEN (`rows`.`log_type` IN ('app.analytics.pageView', 'app.view') AND `rows`.`page_title` = 'Home' AND `rows`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')) THEN 1 ELSE 0 END AS `step_1`,
      CASE WHEN (`rows`.`log_type` = 'app.analytics.event' AND `rows`.`event_category` = 'list' AND `rows`.`event_action` = 'like') THEN 1 ELSE 0 END AS `step_2`,
      CASE WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('email.%') THEN 1 ELSE 0 END AS `step_3`
  FROM (
    SELECT `logs`.`user_email` AS `user_email`, `logs`.`created_at` AS `created_at`,
        `logs`.`id` AS `id`, `logs`.`log_type` AS `log_type`, `logs`.`page_id` AS `page_id`,
        `logs`.`page_title` AS `page_title`, `logs`.`event_category` AS `event_category`,
        `logs`.`event_action` AS `event_action`, `logs`.`event_label` AS `event_label`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 01:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`user_email` IS NOT NULL
    AND (`rows`.`log_type` IN ('app.analytics.pageView', 'app.view') AND `rows`.`page_title` = 'Home' AND `rows`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC') OR `rows`.`log_type` = 'app.analytics.event' AND `rows`.`event_category` = 'list' AND `rows`.`event_action` = 'like' OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('email.%'))
), `taken_1` AS (
  SELECT `events`.`user` AS `user`, `events`.`at` AS `at`, `events`.`id` AS `id`,
      `events`.`at` AS `start`
  FROM `events`
  WHERE `events`.`step_1` = 1
), `taken_2` AS (
  SELECT `running`.`user` AS `user`, `running`.`at` AS `at`, `running`.`id` AS `id`,
      `running`.`start` AS `start`
  FROM (
    SELECT `both`.`user` AS `user`, `both`.`at` AS `at`, `both`.`id` AS `id`,
        `both`.`earlier` AS `earlier`,
        max(`both`.`start`) OVER (PARTITION BY `both`.`user` ORDER BY `both`.`at`, `both`.`id`, `both`.`earlier` ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS `start`
    FROM (
      SELECT `taken_1`.`user` AS `user`, `taken_1`.`at` AS `at`, `taken_1`.`id` AS `id`,
          `taken_1`.`start` AS `start`, 1 AS `earlier`
      FROM `taken_1`
      UNION ALL
      SELECT `events`.`user` AS `user`, `events`.`at` AS `at`, `events`.`id` AS `id`,
          NULL AS `anon_1`, 0 AS `anon_2`
      FROM `events`
      WHERE `events`.`step_2` = 1
    ) AS `both`
  ) AS `running`
  WHERE `running`.`earlier` = 0
    AND (toUnixTimestamp64Micro(`running`.`at`) - toUnixTimestamp64Micro(`running`.`start`)) <= 3600000000
)
SELECT `those`.`user`, `those`.`start` AS `entered_at`, `those`.`at` AS `last_at`, `rows`.`app_id`,
    `rows`.`app_name` AS `app`, `rows`.`device`, `rows`.`session_id`, `those`.`id` AS `id`
FROM (
  SELECT `taken_1`.`user` AS `user`, `taken_1`.`at` AS `at`, `taken_1`.`id` AS `id`,
      `taken_1`.`start` AS `start`,
      row_number() OVER (PARTITION BY `taken_1`.`user` ORDER BY `taken_1`.`at` DESC, `taken_1`.`id` DESC) AS `place`
  FROM `taken_1`
  WHERE (`taken_1`.`user` NOT IN (
    SELECT `taken_2`.`user`
    FROM `taken_2`
  ))
) AS `those`
INNER JOIN (
  SELECT `logs`.`created_at` AS `created_at`, `logs`.`id` AS `id`, `logs`.`app_id` AS `app_id`,
      `logs`.`app_name` AS `app_name`, `logs`.`device` AS `device`,
      `logs`.`session_id` AS `session_id`
  FROM `logs`
  WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 01:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows` ON `rows`.`created_at` = `those`.`at`
  AND `rows`.`id` = `those`.`id`
WHERE `those`.`place` = 1
ORDER BY `those`.`at` DESC, `those`.`user`
