WITH `every_log` AS (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
      `rows`.`analytics_session` AS `analytics_session`, `rows`.`log_type` AS `log_type`,
      `rows`.`user_email` AS `user_email`, `rows`.`user_id` AS `user_id`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`analytics_session` AS `analytics_session`, `logs`.`log_type` AS `log_type`,
        `logs`.`user_email` AS `user_email`, `logs`.`user_id` AS `user_id`,
        `logs`.`device` AS `device`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`device` IS NOT NULL
), `page` AS (
  SELECT `every_log`.`id` AS `id`, `every_log`.`analytics_session` AS `analytics_session`
  FROM `every_log`
  ORDER BY `every_log`.`created_at` DESC, `every_log`.`id` DESC
  LIMIT 200
)
SELECT `rows`.`created_at` AS `at`,
    coalesce(`login_words`.`word`, CASE WHEN (`rows`.`log_type` IN ('app.analytics.pageView', 'app.view')) THEN 'screen' WHEN (`rows`.`log_type` IN ('app.analytics.event')) THEN 'event' WHEN (`rows`.`log_type` IN ('app.update')) THEN 'update_check' WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.error.%') THEN 'app_error' WHEN (`rows`.`log_type` IN ('user.login.failed')) THEN 'login_failed' WHEN (`rows`.`log_type` IN ('user.login.first')) THEN 'login_first' WHEN (`rows`.`log_type` IN ('user.login.sso')) THEN 'login_sso' WHEN (`rows`.`log_type` IN ('user.login') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('user.login.%')) THEN 'login_attempt' WHEN (`rows`.`log_type` IN ('user.logout')) THEN 'logout' WHEN (lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('user.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('organization.user.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.user.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.token.%')) THEN 'account' WHEN (`rows`.`log_type` IN ('email.communicate', 'email.dataSourceHook', 'email.validate') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('sms.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('pushNotification.%')) THEN 'message' WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('email.%') THEN 'message_status' WHEN (`rows`.`log_type` IN ('app.publish') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.publish.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.submission.%')) THEN 'publishing' WHEN (lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('app.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('widget.%')) THEN 'app_change' WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('dataSource.%') THEN 'data' WHEN (lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('mediaFile.%') OR lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('mediaFolder.%')) THEN 'file' WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('ai.%') THEN 'ai' WHEN lowerUTF8(`rows`.`log_type`) LIKE lowerUTF8('studio.%') THEN 'studio' WHEN (`rows`.`push_success` IS NOT NULL) THEN 'message' ELSE 'other' END) AS `what`,
    coalesce(false OR false AND NOT coalesce((position(lowerUTF8(coalesce(`rows`.`user_email`, '')), lowerUTF8('')) > 0) OR (position(lowerUTF8(coalesce(`rows`.`studio_user_email`, '')), lowerUTF8('')) > 0), false), false) AS `to_them`,
    `begun`.`id` IS NOT NULL AS `begins_session`, `rows`.`log_type` AS `log_type`,
    `rows`.`app_id` AS `app_id`, `rows`.`app_name` AS `app`,
    coalesce(`rows`.`page_title`, toString(`rows`.`page_id`)) AS `screen`,
    coalesce(coalesce(coalesce(`rows`.`event_category` || ' / ' || `rows`.`event_action`, `rows`.`event_category`, `rows`.`event_action`) || ' / ' || `rows`.`event_label`, coalesce(`rows`.`event_category` || ' / ' || `rows`.`event_action`, `rows`.`event_category`, `rows`.`event_action`), `rows`.`event_label`), `rows`.`subject`, `rows`.`push_title`, `rows`.`error_message`, `rows`.`two_factor_kind`, `rows`.`role`) AS `detail`,
    coalesce(`rows`.`studio_user_email` || ' as ' || coalesce(`rows`.`user_email`, '?'), `rows`.`user_email`) AS `user`,
    coalesce(`rows`.`recipient`, `rows`.`subject_user`) AS `whom`, `rows`.`device` AS `device`,
    `rows`.`ip` AS `ip`, `rows`.`session_id` AS `session_id`,
    `rows`.`analytics_session` AS `analytics_session`, `rows`.`id` AS `id`
FROM (
  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`, `logs`.`log_type` AS `log_type`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`, `logs`.`page_id` AS `page_id`,
      `logs`.`page_title` AS `page_title`, `logs`.`device` AS `device`, `logs`.`ip` AS `ip`,
      `logs`.`session_id` AS `session_id`, `logs`.`analytics_session` AS `analytics_session`,
      `logs`.`event_category` AS `event_category`, `logs`.`event_action` AS `event_action`,
      `logs`.`event_label` AS `event_label`, `logs`.`subject` AS `subject`,
      `logs`.`push_title` AS `push_title`, `logs`.`push_success` AS `push_success`,
      `logs`.`error_message` AS `error_message`, `logs`.`two_factor_kind` AS `two_factor_kind`,
      `logs`.`role` AS `role`, `logs`.`user_email` AS `user_email`,
      `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`recipient` AS `recipient`,
      `logs`.`subject_user` AS `subject_user`
  FROM `logs`
  WHERE `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
LEFT OUTER JOIN (
  SELECT `in_order`.`id` AS `id`
  FROM (
    SELECT `every_log`.`id` AS `id`,
        row_number() OVER (PARTITION BY `every_log`.`analytics_session` ORDER BY `every_log`.`created_at`, `every_log`.`id`) AS `place`
    FROM `every_log`
    WHERE `every_log`.`analytics_session` IN (
      SELECT `page`.`analytics_session`
      FROM `page`
    )
  ) AS `in_order`
  WHERE `in_order`.`place` = 1
) AS `begun` ON `begun`.`id` = `rows`.`id`
LEFT OUTER JOIN (
  SELECT `tried`.`id` AS `id`, 'login' AS `word`
  FROM (
    SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
        `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
        `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
        `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
        `attempts`.`user_id` AS `user_id`, `attempts`.`studio_user_email` AS `studio_user_email`,
        `attempts`.`ip` AS `ip`, `attempts`.`device` AS `device`,
        `attempts`.`succeeded` AS `succeeded`, `attempts`.`failed` AS `failed`,
        `attempts`.`first` AS `first`, `attempts`.`sso` AS `sso`,
        `attempts`.`run_from` AS `run_from`, `attempts`.`run_until` AS `run_until`
    FROM `attempts`
    WHERE `attempts`.`created_at` >= toDateTime64('2026-09-30 22:59:00', 6, 'UTC')
      AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:01:00', 6, 'UTC')
      AND `attempts`.`app_id` IN (1, 2)
  ) AS `tried`
  WHERE `tried`.`succeeded` = 1
  UNION ALL
  SELECT `tried`.`companion_id` AS `id`, 'login_attempt' AS `word`
  FROM (
    SELECT `attempts`.`id` AS `id`, `attempts`.`companion_id` AS `companion_id`,
        `attempts`.`created_at` AS `created_at`, `attempts`.`log_type` AS `log_type`,
        `attempts`.`category` AS `category`, `attempts`.`app_id` AS `app_id`,
        `attempts`.`app_name` AS `app_name`, `attempts`.`user_email` AS `user_email`,
        `attempts`.`user_id` AS `user_id`, `attempts`.`studio_user_email` AS `studio_user_email`,
        `attempts`.`ip` AS `ip`, `attempts`.`device` AS `device`,
        `attempts`.`succeeded` AS `succeeded`, `attempts`.`failed` AS `failed`,
        `attempts`.`first` AS `first`, `attempts`.`sso` AS `sso`,
        `attempts`.`run_from` AS `run_from`, `attempts`.`run_until` AS `run_until`
    FROM `attempts`
    WHERE `attempts`.`created_at` >= toDateTime64('2026-09-30 22:59:00', 6, 'UTC')
      AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:01:00', 6, 'UTC')
      AND `attempts`.`app_id` IN (1, 2)
  ) AS `tried`
  WHERE `tried`.`companion_id` IS NOT NULL
) AS `login_words` ON `login_words`.`id` = `rows`.`id`
WHERE `rows`.`id` IN (
  SELECT `page`.`id`
  FROM `page`
)
ORDER BY `rows`.`created_at` DESC, `rows`.`id` DESC
