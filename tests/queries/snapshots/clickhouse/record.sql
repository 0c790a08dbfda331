SELECT `rows`.`id`, `rows`.`created_at`, `rows`.`updated_at`, `rows`.`category`, `rows`.`log_type`,
    `rows`.`type_description`, `rows`.`app_id`, `rows`.`app_name`, `rows`.`user_email`,
    `rows`.`studio_user_email`, `rows`.`given_user_email`, `rows`.`data`, `rows`.`request_id`,
    `rows`.`session_id`, `rows`.`user_id`, `rows`.`data_source_entry_id`, `rows`.`data_source_id`,
    `rows`.`organization_id`, `rows`.`app_notification_id`, `rows`.`extra`, `rows`.`message_id`,
    `rows`.`recipient`, `rows`.`subject`, `rows`.`reason`, `rows`.`status`, `rows`.`device`,
    `rows`.`device_model`, `rows`.`platform`, `rows`.`os`, `rows`.`os_version`, `rows`.`ip`,
    `rows`.`user_agent`, `rows`.`page_id`, `rows`.`page_title`, `rows`.`app_version`,
    `rows`.`analytics_session`, `rows`.`event_category`, `rows`.`event_action`,
    `rows`.`event_label`, `rows`.`submission_id`, `rows`.`slug`, `rows`.`changed`,
    `rows`.`component`, `rows`.`media_file_id`, `rows`.`media_folder_id`, `rows`.`two_factor_kind`,
    `rows`.`subject_user`, `rows`.`role`, `rows`.`status_code`, `rows`.`error_message`,
    `rows`.`push_title`, `rows`.`push_subscriptions`, `rows`.`push_batches`, `rows`.`push_success`,
    `rows`.`push_failure`, `rows`.`data_keys`, `rows`.`batch_id`
FROM (
  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
      `logs`.`updated_at` AS `updated_at`, `logs`.`category` AS `category`,
      `logs`.`log_type` AS `log_type`, `logs`.`type_description` AS `type_description`,
      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`,
      `logs`.`user_email` AS `user_email`, `logs`.`studio_user_email` AS `studio_user_email`,
      `logs`.`given_user_email` AS `given_user_email`, `logs`.`data` AS `data`,
      `logs`.`request_id` AS `request_id`, `logs`.`session_id` AS `session_id`,
      `logs`.`user_id` AS `user_id`, `logs`.`data_source_entry_id` AS `data_source_entry_id`,
      `logs`.`data_source_id` AS `data_source_id`, `logs`.`organization_id` AS `organization_id`,
      `logs`.`app_notification_id` AS `app_notification_id`, `logs`.`extra` AS `extra`,
      `logs`.`message_id` AS `message_id`, `logs`.`recipient` AS `recipient`,
      `logs`.`subject` AS `subject`, `logs`.`reason` AS `reason`, `logs`.`status` AS `status`,
      `logs`.`device` AS `device`, `logs`.`device_model` AS `device_model`,
      `logs`.`platform` AS `platform`, `logs`.`os` AS `os`, `logs`.`os_version` AS `os_version`,
      `logs`.`ip` AS `ip`, `logs`.`user_agent` AS `user_agent`, `logs`.`page_id` AS `page_id`,
      `logs`.`page_title` AS `page_title`, `logs`.`app_version` AS `app_version`,
      `logs`.`analytics_session` AS `analytics_session`,
      `logs`.`event_category` AS `event_category`, `logs`.`event_action` AS `event_action`,
      `logs`.`event_label` AS `event_label`, `logs`.`submission_id` AS `submission_id`,
      `logs`.`slug` AS `slug`, `logs`.`changed` AS `changed`, `logs`.`component` AS `component`,
      `logs`.`media_file_id` AS `media_file_id`, `logs`.`media_folder_id` AS `media_folder_id`,
      `logs`.`two_factor_kind` AS `two_factor_kind`, `logs`.`subject_user` AS `subject_user`,
      `logs`.`role` AS `role`, `logs`.`status_code` AS `status_code`,
      `logs`.`error_message` AS `error_message`, `logs`.`push_title` AS `push_title`,
      `logs`.`push_subscriptions` AS `push_subscriptions`, `logs`.`push_batches` AS `push_batches`,
      `logs`.`push_success` AS `push_success`, `logs`.`push_failure` AS `push_failure`,
      `logs`.`data_keys` AS `data_keys`, `logs`.`batch_id` AS `batch_id`
  FROM `logs`
  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
    AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
    AND `logs`.`app_id` IN (1, 2)
) AS `rows`
WHERE `rows`.`id` = 7
