SELECT `account`.`created_at` AS `at`, `account`.`what`, `account`.`two_factor_kind` AS `kind`,
    `account`.`user`, `account`.`by`, `account`.`on_behalf`, `account`.`app_id`,
    `account`.`app_name` AS `app`, `account`.`log_type`, `account`.`id`
FROM (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      CASE `rows`.`log_type` WHEN 'user.twofactor.add' THEN 'two_factor_added' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' WHEN 'user.session.remove' THEN 'sessions_revoked' WHEN 'app.token.remove' THEN 'token_removed' END AS `what`,
      coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove', 'app.token.remove'))) THEN `rows`.`user_email` END) AS `user`,
      coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
      `rows`.`log_type` IN ('organization.user.twofactor.remove')
    AND coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove', 'app.token.remove'))) THEN `rows`.`user_email` END), true) OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove', 'app.token.remove'))) THEN `rows`.`user_email` END), false) AS `on_behalf`,
        `rows`.`two_factor_kind` AS `two_factor_kind`, `rows`.`app_id` AS `app_id`,
        `rows`.`app_name` AS `app_name`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
        `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`subject_user` AS `subject_user`,
        `logs`.`two_factor_kind` AS `two_factor_kind`, `logs`.`app_id` AS `app_id`,
        `logs`.`app_name` AS `app_name`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND (`logs`.`log_type` IN ('user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'user.session.remove', 'app.token.remove'))
  ) AS `rows`
) AS `account`
ORDER BY `account`.`created_at` DESC, `account`.`id` DESC
