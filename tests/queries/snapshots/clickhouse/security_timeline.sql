SELECT `account`.`created_at` AS `at`, `account`.`what`,
    coalesce(`account`.`two_factor_kind`, `account`.`role`, CASE WHEN (`account`.`log_type` IN ('user.login.failed', 'user.login.first')) THEN `account`.`ip` END) AS `detail`,
    `account`.`user`, `account`.`by`, `account`.`app_name` AS `app`, `account`.`log_type`,
    `account`.`id`
FROM (
  SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`, `rows`.`log_type` AS `log_type`,
      CASE `rows`.`log_type` WHEN 'user.login.failed' THEN 'sign_in_failed' WHEN 'user.login.first' THEN 'first_sign_in' WHEN 'user.update' THEN 'profile_changed' WHEN 'user.password.update' THEN 'password_changed' WHEN 'organization.user.update' THEN 'organisation_changed' WHEN 'user.twofactor.add' THEN 'two_factor_added' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' WHEN 'user.session.remove' THEN 'sessions_revoked' WHEN 'app.token.remove' THEN 'token_removed' WHEN 'organization.user.create' THEN 'organisation_added' WHEN 'organization.user.invite' THEN 'organisation_invited' WHEN 'organization.user.delete' THEN 'organisation_removed' WHEN 'organization.user.unblock' THEN 'organisation_unblocked' WHEN 'organization.user.block' THEN 'organisation_blocked' WHEN 'app.user.create' THEN 'app_added' WHEN 'app.user.update' THEN 'app_changed' WHEN 'app.user.remove' THEN 'app_removed' WHEN 'organization.user.app.create' THEN 'app_added' WHEN 'organization.user.app.update' THEN 'app_changed' WHEN 'organization.user.app.remove' THEN 'app_removed' END AS `what`,
      coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'app.token.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END) AS `user`,
      coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
      `rows`.`log_type` IN ('organization.user.update', 'organization.user.twofactor.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')
    AND coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'app.token.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END), true) OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.update', 'organization.user.twofactor.remove', 'app.token.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END), false) AS `on_behalf`,
        `rows`.`two_factor_kind` AS `two_factor_kind`, `rows`.`role` AS `role`, `rows`.`ip` AS `ip`,
        `rows`.`app_name` AS `app_name`
  FROM (
    SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
        `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
        `logs`.`studio_user_email` AS `studio_user_email`, `logs`.`subject_user` AS `subject_user`,
        `logs`.`two_factor_kind` AS `two_factor_kind`, `logs`.`role` AS `role`, `logs`.`ip` AS `ip`,
        `logs`.`app_name` AS `app_name`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
      AND (`logs`.`log_type` IN ('user.login.failed', 'user.login.first', 'user.update', 'user.password.update', 'organization.user.update', 'user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove', 'user.session.remove', 'app.token.remove', 'organization.user.create', 'organization.user.invite', 'organization.user.delete', 'organization.user.unblock', 'organization.user.block', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))
  ) AS `rows`
) AS `account`
ORDER BY `account`.`created_at` DESC, `account`.`id` DESC
LIMIT 200
