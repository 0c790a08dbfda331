SELECT `every`.`missing`, `every`.`since`, `every`.`whom`
FROM (
  SELECT 'sms_not_reported' AS `missing`, `expected_sms_not_reported`.`since` AS `since`,
      NULL AS `whom`
  FROM (
    SELECT toInt64(countIf(coalesce(lowerUTF8(`thread`.`log_type`) LIKE lowerUTF8('sms.%') AND CASE WHEN (lowerUTF8(`thread`.`status`) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lowerUTF8(`thread`.`status`) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lowerUTF8(`thread`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `thread`.`reason` END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'not reported', false))) AS `calling`,
        toInt64(countIf(coalesce(NOT (lowerUTF8(`thread`.`log_type`) LIKE lowerUTF8('sms.%') AND CASE WHEN (lowerUTF8(`thread`.`status`) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lowerUTF8(`thread`.`status`) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lowerUTF8(`thread`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `thread`.`reason` END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'not reported'), false))) AS `answering`,
        max(CASE WHEN coalesce(lowerUTF8(`thread`.`log_type`) LIKE lowerUTF8('sms.%') AND CASE WHEN (lowerUTF8(`thread`.`status`) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lowerUTF8(`thread`.`status`) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lowerUTF8(`thread`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `thread`.`reason` END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'not reported', false) THEN `thread`.`created_at` END) AS `since`,
        max(CASE WHEN coalesce(NOT (lowerUTF8(`thread`.`log_type`) LIKE lowerUTF8('sms.%') AND CASE WHEN (lowerUTF8(`thread`.`status`) IN ('delivered', 'received', 'arrived', 'read')) THEN 'arrived' WHEN (lowerUTF8(`thread`.`status`) IN ('failed', 'undelivered', 'undeliverable', 'rejected', 'bounced', 'blocked', 'expired', 'canceled', 'cancelled', 'error') OR CASE WHEN ((lowerUTF8(`thread`.`reason`) NOT IN ('false', '0', 'none', 'null', '{}', '[]'))) THEN `thread`.`reason` END IS NOT NULL) THEN 'failed' ELSE 'not reported' END = 'not reported'), false) THEN `thread`.`created_at` END) AS `answered_at`
    FROM (
      SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
          `rows`.`log_type` AS `log_type`, `rows`.`app_id` AS `app_id`,
          `rows`.`app_name` AS `app_name`, `rows`.`user_email` AS `user_email`,
          `rows`.`studio_user_email` AS `studio_user_email`, `rows`.`user_id` AS `user_id`,
          `rows`.`recipient` AS `recipient`, `rows`.`subject_user` AS `subject_user`,
          `rows`.`reason` AS `reason`, `rows`.`status` AS `status`,
          `rows`.`page_title` AS `page_title`, `rows`.`push_success` AS `push_success`,
          `rows`.`event_category` AS `event_category`, `rows`.`event_action` AS `event_action`,
          `rows`.`event_label` AS `event_label`, `rows`.`subject` AS `subject`,
          `rows`.`push_title` AS `push_title`, `rows`.`error_message` AS `error_message`,
          `rows`.`two_factor_kind` AS `two_factor_kind`, `rows`.`role` AS `role`,
          `rows`.`message_id` AS `message_id`
      FROM (
        SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`,
            `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`user_id` AS `user_id`,
            `logs`.`recipient` AS `recipient`, `logs`.`subject_user` AS `subject_user`,
            `logs`.`reason` AS `reason`, `logs`.`status` AS `status`,
            `logs`.`page_title` AS `page_title`, `logs`.`push_success` AS `push_success`,
            `logs`.`event_category` AS `event_category`, `logs`.`event_action` AS `event_action`,
            `logs`.`event_label` AS `event_label`, `logs`.`subject` AS `subject`,
            `logs`.`push_title` AS `push_title`, `logs`.`error_message` AS `error_message`,
            `logs`.`two_factor_kind` AS `two_factor_kind`, `logs`.`role` AS `role`,
            `logs`.`message_id` AS `message_id`
        FROM `logs`
        WHERE `logs`.`app_id` IN (1, 2)
      ) AS `rows`
      WHERE `rows`.`message_id` = 'm-1'
        AND `rows`.`message_id` IN (
        SELECT `rows`.`message_id`
        FROM (
          SELECT `logs`.`message_id` AS `message_id`
          FROM `logs`
          WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
            AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
        ) AS `rows`
        WHERE `rows`.`message_id` = 'm-1'
      )
    ) AS `thread`
  ) AS `expected_sms_not_reported`
  WHERE `expected_sms_not_reported`.`calling` > 0
    AND (`expected_sms_not_reported`.`answering` = 0 OR `expected_sms_not_reported`.`answered_at` < `expected_sms_not_reported`.`since`)
  UNION ALL
  SELECT `d`.`missing` AS `missing`, `d`.`created_at` AS `since`, `d`.`recipient` AS `whom`
  FROM (
    SELECT CASE WHEN (`deliveries`.`triggered` = 0) THEN 'no_trigger' WHEN (`deliveries`.`outcome` IS NULL) THEN 'no_status' WHEN (`deliveries`.`outcome` = 'delayed') THEN 'still_delayed' END AS `missing`,
        `deliveries`.`created_at` AS `created_at`, `deliveries`.`recipient` AS `recipient`,
        `deliveries`.`message_id` AS `message_id`
    FROM (
      SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
          `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
          `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
          `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
          `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
          `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
          `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
          `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
          `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
          `deliveries`.`last_at` AS `last_at`
      FROM `deliveries`
      WHERE `deliveries`.`app_id` IN (1, 2)
    ) AS `deliveries`
  ) AS `d`
  WHERE `d`.`missing` IS NOT NULL
    AND `d`.`message_id` = 'm-1'
    AND `d`.`message_id` IN (
    SELECT `thread`.`message_id`
    FROM (
      SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
          `rows`.`log_type` AS `log_type`, `rows`.`app_id` AS `app_id`,
          `rows`.`app_name` AS `app_name`, `rows`.`user_email` AS `user_email`,
          `rows`.`studio_user_email` AS `studio_user_email`, `rows`.`user_id` AS `user_id`,
          `rows`.`recipient` AS `recipient`, `rows`.`subject_user` AS `subject_user`,
          `rows`.`reason` AS `reason`, `rows`.`status` AS `status`,
          `rows`.`page_title` AS `page_title`, `rows`.`push_success` AS `push_success`,
          `rows`.`event_category` AS `event_category`, `rows`.`event_action` AS `event_action`,
          `rows`.`event_label` AS `event_label`, `rows`.`subject` AS `subject`,
          `rows`.`push_title` AS `push_title`, `rows`.`error_message` AS `error_message`,
          `rows`.`two_factor_kind` AS `two_factor_kind`, `rows`.`role` AS `role`,
          `rows`.`message_id` AS `message_id`
      FROM (
        SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
            `logs`.`log_type` AS `log_type`, `logs`.`app_id` AS `app_id`,
            `logs`.`app_name` AS `app_name`, `logs`.`user_email` AS `user_email`,
            `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`user_id` AS `user_id`,
            `logs`.`recipient` AS `recipient`, `logs`.`subject_user` AS `subject_user`,
            `logs`.`reason` AS `reason`, `logs`.`status` AS `status`,
            `logs`.`page_title` AS `page_title`, `logs`.`push_success` AS `push_success`,
            `logs`.`event_category` AS `event_category`, `logs`.`event_action` AS `event_action`,
            `logs`.`event_label` AS `event_label`, `logs`.`subject` AS `subject`,
            `logs`.`push_title` AS `push_title`, `logs`.`error_message` AS `error_message`,
            `logs`.`two_factor_kind` AS `two_factor_kind`, `logs`.`role` AS `role`,
            `logs`.`message_id` AS `message_id`
        FROM `logs`
        WHERE `logs`.`app_id` IN (1, 2)
      ) AS `rows`
      WHERE `rows`.`message_id` = 'm-1'
        AND `rows`.`message_id` IN (
        SELECT `rows`.`message_id`
        FROM (
          SELECT `logs`.`message_id` AS `message_id`
          FROM `logs`
          WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
            AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
            AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
            AND `logs`.`app_id` IN (1, 2)
        ) AS `rows`
        WHERE `rows`.`message_id` = 'm-1'
      )
    ) AS `thread`
  )
) AS `every`
ORDER BY `every`.`since`, `every`.`missing`, `every`.`whom` NULLS FIRST
