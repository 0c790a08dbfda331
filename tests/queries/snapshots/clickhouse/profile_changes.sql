SELECT `account`.`created_at` AS `at`, `account`.`what`, `account`.`user`, `account`.`by`,
    `account`.`log_type`, `account`.`id`
FROM (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      CASE `rows`.`log_type` WHEN 'user.update' THEN 'profile' WHEN 'user.password.update' THEN 'password' WHEN 'organization.user.update' THEN 'organisation' END AS `what`,
      coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update'))) THEN `rows`.`user_email` END) AS `user`,
      coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
      `rows`.`log_type` IN ('organization.user.update')
    AND coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update'))) THEN `rows`.`user_email` END), true) OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update'))) THEN `rows`.`user_email` END), false) AS `on_behalf`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
        `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`subject_user` AS `subject_user`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND (`logs`.`log_type` IN ('user.update', 'user.password.update', 'organization.user.update'))
  ) AS `rows`
) AS `account`
ORDER BY `account`.`created_at` DESC, `account`.`id` DESC
