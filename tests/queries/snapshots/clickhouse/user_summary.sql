SELECT `parts`.`user`, max(`parts`.`first_at`) AS `first_at`, max(`parts`.`last_at`) AS `last_at`,
    coalesce(max(`parts`.`logs`), 0) AS `logs`, max(`parts`.`last_login_at`) AS `last_login_at`,
    coalesce(max(`parts`.`failed_logins`), 0) AS `failed_logins`,
    coalesce(max(`parts`.`devices`), 0) AS `devices`,
    coalesce(max(`parts`.`addresses`), 0) AS `addresses`, max(`parts`.`two_factor`) AS `two_factor`,
    max(`parts`.`two_factor_at`) AS `two_factor_at`, max(`parts`.`membership`) AS `membership`,
    max(`parts`.`membership_since`) AS `membership_since`
FROM (
  SELECT `rows`.`user_email` AS `user`, min(`rows`.`created_at`) AS `first_at`,
      max(`rows`.`created_at`) AS `last_at`, toInt64(count(`rows`.`created_at`)) AS `logs`,
      NULL AS `last_login_at`, NULL AS `failed_logins`,
      toInt64(count(DISTINCT `rows`.`device`)) AS `devices`,
      toInt64(count(DISTINCT `rows`.`ip`)) AS `addresses`, NULL AS `two_factor`,
      NULL AS `two_factor_at`, NULL AS `membership`, NULL AS `membership_since`
  FROM (
    SELECT `logs`.`user_email` AS `user_email`, `logs`.`created_at` AS `created_at`,
        `logs`.`device` AS `device`, `logs`.`ip` AS `ip`
    FROM `logs`
    WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
      AND `logs`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `logs`.`app_id` IN (1, 2)
  ) AS `rows`
  WHERE `rows`.`user_email` IS NOT NULL
  GROUP BY `rows`.`user_email`
  UNION ALL
  SELECT `attempts`.`user_email` AS `user`, NULL AS `first_at`, NULL AS `last_at`, NULL AS `logs`,
      max(CASE WHEN (`attempts`.`failed` < `attempts`.`attempts`) THEN `attempts`.`at` END) AS `last_login_at`,
      sum(`attempts`.`failed`) AS `failed_logins`, NULL AS `devices`, NULL AS `addresses`,
      NULL AS `two_factor`, NULL AS `two_factor_at`, NULL AS `membership`,
      NULL AS `membership_since`
  FROM (
    SELECT `tried`.`created_at` AS `at`, `tried`.`user_email` AS `user_email`,
        `tried`.`succeeded` + `tried`.`failed` + `tried`.`first` + `tried`.`sso` AS `attempts`,
        `tried`.`succeeded` AS `succeeded`, `tried`.`failed` AS `failed`,
        `tried`.`first` AS `first`, `tried`.`sso` AS `sso`
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
      WHERE lowerUTF8(`attempts`.`app_name`) = lowerUTF8('Shop')
        AND `attempts`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
        AND `attempts`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
        AND `attempts`.`app_id` IN (1, 2)
    ) AS `tried`
  ) AS `attempts`
  WHERE `attempts`.`user_email` IS NOT NULL
  GROUP BY `attempts`.`user_email`
  UNION ALL
  SELECT `factors`.`user` AS `user`, NULL AS `first_at`, NULL AS `last_at`, NULL AS `logs`,
      NULL AS `last_login_at`, NULL AS `failed_logins`, NULL AS `devices`, NULL AS `addresses`,
      CASE WHEN (`factors`.`stands` = 1) THEN 'added' ELSE 'removed' END AS `two_factor`,
      `factors`.`changed_at` AS `two_factor_at`, NULL AS `membership`, NULL AS `membership_since`
  FROM (
    SELECT `marked`.`user` AS `user`,
        max(CASE WHEN (`marked`.`what` = 'two_factor_added' AND `marked`.`place` > CASE WHEN (`marked`.`kind` IS NULL) THEN `marked`.`any_removed` ELSE greatest(`marked`.`kind_removed`, `marked`.`unnamed_removed`) END) THEN 1 ELSE 0 END) AS `stands`,
        max(`marked`.`created_at`) AS `changed_at`,
        max(CASE WHEN (`marked`.`place` = `marked`.`last`) THEN `marked`.`kind` END) AS `kind`,
        max(CASE WHEN (`marked`.`place` = `marked`.`last`) THEN `marked`.`by` END) AS `by`,
        max(CASE WHEN (`marked`.`place` = `marked`.`last` AND `marked`.`on_behalf`) THEN 1 ELSE 0 END) AS `on_behalf`
    FROM (
      SELECT `placed`.`id` AS `id`, `placed`.`created_at` AS `created_at`,
          `placed`.`log_type` AS `log_type`, `placed`.`what` AS `what`, `placed`.`user` AS `user`,
          `placed`.`by` AS `by`, `placed`.`on_behalf` AS `on_behalf`,
          `placed`.`two_factor_kind` AS `two_factor_kind`, `placed`.`kind` AS `kind`,
          `placed`.`place` AS `place`,
          max(`placed`.`place`) OVER (PARTITION BY `placed`.`user`) AS `last`,
          max(CASE WHEN (`placed`.`what` = 'two_factor_removed') THEN `placed`.`place` ELSE 0 END) OVER (PARTITION BY `placed`.`user`) AS `any_removed`,
          max(CASE WHEN (`placed`.`what` = 'two_factor_removed' AND `placed`.`kind` IS NULL) THEN `placed`.`place` ELSE 0 END) OVER (PARTITION BY `placed`.`user`) AS `unnamed_removed`,
          max(CASE WHEN (`placed`.`what` = 'two_factor_removed') THEN `placed`.`place` ELSE 0 END) OVER (PARTITION BY `placed`.`user`, `placed`.`kind`) AS `kind_removed`
      FROM (
        SELECT `account`.`id` AS `id`, `account`.`created_at` AS `created_at`,
            `account`.`log_type` AS `log_type`, `account`.`what` AS `what`,
            `account`.`user` AS `user`, `account`.`by` AS `by`,
            `account`.`on_behalf` AS `on_behalf`, `account`.`two_factor_kind` AS `two_factor_kind`,
            `account`.`two_factor_kind` AS `kind`,
            CAST(row_number() OVER (PARTITION BY `account`.`user` ORDER BY `account`.`created_at`, `account`.`id`) AS BIGINT) AS `place`
        FROM (
          SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
              `rows`.`log_type` AS `log_type`,
              CASE `rows`.`log_type` WHEN 'user.twofactor.add' THEN 'two_factor_added' WHEN 'user.twofactor.remove' THEN 'two_factor_removed' WHEN 'organization.user.twofactor.remove' THEN 'two_factor_removed' END AS `what`,
              coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove'))) THEN `rows`.`user_email` END) AS `user`,
              coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
              `rows`.`log_type` IN ('organization.user.twofactor.remove')
            AND coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove'))) THEN `rows`.`user_email` END), true) OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.twofactor.remove'))) THEN `rows`.`user_email` END), false) AS `on_behalf`,
                `rows`.`two_factor_kind` AS `two_factor_kind`
          FROM (
            SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
                `logs`.`studio_user_email` AS `studio_user_email`,
                `logs`.`subject_user` AS `subject_user`,
                `logs`.`two_factor_kind` AS `two_factor_kind`
            FROM `logs`
            WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
              AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
              AND `logs`.`app_id` IN (1, 2)
              AND (`logs`.`log_type` IN ('user.twofactor.add', 'user.twofactor.remove', 'organization.user.twofactor.remove'))
          ) AS `rows`
        ) AS `account`
        WHERE `account`.`user` IS NOT NULL
      ) AS `placed`
    ) AS `marked`
    GROUP BY `marked`.`user`
  ) AS `factors`
  UNION ALL
  SELECT `memberships`.`user` AS `user`, NULL AS `first_at`, NULL AS `last_at`, NULL AS `logs`,
      NULL AS `last_login_at`, NULL AS `failed_logins`, NULL AS `devices`, NULL AS `addresses`,
      NULL AS `two_factor`, NULL AS `two_factor_at`, `memberships`.`state` AS `membership`,
      `memberships`.`since` AS `membership_since`
  FROM (
    SELECT `each`.`user` AS `user`, `each`.`origin` AS `origin`, `each`.`app_id` AS `app_id`,
        `each`.`name_alone` AS `name_alone`, `each`.`app` AS `app`, `each`.`role` AS `role`,
        `each`.`decision` AS `decision`, `each`.`decided_at` AS `decided_at`,
        `each`.`later_at` AS `later_at`, `each`.`known_since` AS `known_since`,
        CASE WHEN (`each`.`later_at` IS NOT NULL AND (`each`.`decision` IS NULL OR `each`.`decision` = 'removed')) THEN 'member' WHEN (`each`.`decision` = 'added') THEN 'member' ELSE `each`.`decision` END AS `state`,
        CASE WHEN (`each`.`later_at` IS NOT NULL AND (`each`.`decision` IS NULL OR `each`.`decision` = 'removed')) THEN `each`.`later_at` ELSE `each`.`decided_at` END AS `since`
    FROM (
      SELECT `decided`.`user` AS `user`, `decided`.`origin` AS `origin`,
          `decided`.`app_id` AS `app_id`, `decided`.`name_alone` AS `name_alone`,
          argMaxIf(`decided`.`app_name`, (`decided`.`created_at`, `decided`.`app_name`), `decided`.`app_name` IS NOT NULL) AS `app`,
          argMaxIf(`decided`.`role`, (`decided`.`created_at`, `decided`.`role`), `decided`.`role` IS NOT NULL) AS `role`,
          max(CASE WHEN (`decided`.`place` = `decided`.`decided`) THEN `decided`.`action` END) AS `decision`,
          max(CASE WHEN (`decided`.`place` = `decided`.`decided`) THEN `decided`.`created_at` END) AS `decided_at`,
          min(CASE WHEN (`decided`.`place` > `decided`.`decided`) THEN `decided`.`created_at` END) AS `later_at`,
          min(`decided`.`created_at`) AS `known_since`
      FROM (
        SELECT `ordered`.`id` AS `id`, `ordered`.`created_at` AS `created_at`,
            `ordered`.`action` AS `action`, `ordered`.`origin` AS `origin`,
            `ordered`.`user` AS `user`, `ordered`.`role` AS `role`,
            `ordered`.`app_name` AS `app_name`, `ordered`.`app_id` AS `app_id`,
            `ordered`.`name_alone` AS `name_alone`, `ordered`.`place` AS `place`,
            max(CASE WHEN (`ordered`.`action` IN ('added', 'invited', 'removed')) THEN `ordered`.`place` ELSE 0 END) OVER (PARTITION BY `ordered`.`user`, `ordered`.`origin`, `ordered`.`app_id`, `ordered`.`name_alone`) AS `decided`
        FROM (
          SELECT `keyed`.`id` AS `id`, `keyed`.`created_at` AS `created_at`,
              `keyed`.`action` AS `action`, `keyed`.`origin` AS `origin`, `keyed`.`user` AS `user`,
              `keyed`.`role` AS `role`, `keyed`.`app_name` AS `app_name`,
              `keyed`.`app_id` AS `app_id`, `keyed`.`name_alone` AS `name_alone`,
              CAST(row_number() OVER (PARTITION BY `keyed`.`user`, `keyed`.`origin`, `keyed`.`app_id`, `keyed`.`name_alone` ORDER BY `keyed`.`created_at`, `keyed`.`id`) AS BIGINT) AS `place`
          FROM (
            SELECT `membership`.`id` AS `id`, `membership`.`created_at` AS `created_at`,
                `membership`.`what` AS `action`, `membership`.`origin` AS `origin`,
                `membership`.`user` AS `user`, `membership`.`role` AS `role`,
                CASE WHEN (`membership`.`origin` = 'app') THEN `membership`.`app_name` END AS `app_name`,
                CASE WHEN (`membership`.`origin` = 'app') THEN `membership`.`app_id` END AS `app_id`,
                CASE WHEN (`membership`.`origin` = 'app') THEN CASE WHEN (`membership`.`app_id` IS NULL) THEN `membership`.`app_name` END END AS `name_alone`
            FROM (
              SELECT `account`.`id` AS `id`, `account`.`created_at` AS `created_at`,
                  `account`.`log_type` AS `log_type`, `account`.`what` AS `what`,
                  `account`.`user` AS `user`, `account`.`by` AS `by`,
                  `account`.`on_behalf` AS `on_behalf`, `account`.`role` AS `role`,
                  `account`.`app_id` AS `app_id`, `account`.`app_name` AS `app_name`,
                  CASE `account`.`log_type` WHEN 'organization.user.create' THEN 'organisation' WHEN 'organization.user.invite' THEN 'organisation' WHEN 'organization.user.update' THEN 'organisation' WHEN 'organization.user.delete' THEN 'organisation' WHEN 'organization.user.unblock' THEN 'organisation' WHEN 'app.user.create' THEN 'app' WHEN 'app.user.update' THEN 'app' WHEN 'app.user.remove' THEN 'app' WHEN 'organization.user.app.create' THEN 'app' WHEN 'organization.user.app.update' THEN 'app' WHEN 'organization.user.app.remove' THEN 'app' END AS `origin`
              FROM (
                SELECT `rows`.`id` AS `id`, `rows`.`created_at` AS `created_at`,
                    `rows`.`log_type` AS `log_type`,
                    CASE `rows`.`log_type` WHEN 'organization.user.create' THEN 'added' WHEN 'organization.user.invite' THEN 'invited' WHEN 'organization.user.update' THEN 'changed' WHEN 'organization.user.delete' THEN 'removed' WHEN 'organization.user.unblock' THEN 'unblocked' WHEN 'app.user.create' THEN 'added' WHEN 'app.user.update' THEN 'changed' WHEN 'app.user.remove' THEN 'removed' WHEN 'organization.user.app.create' THEN 'added' WHEN 'organization.user.app.update' THEN 'changed' WHEN 'organization.user.app.remove' THEN 'removed' END AS `what`,
                    coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END) AS `user`,
                    coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) AS `by`,
                    `rows`.`log_type` IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove')
                  AND coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END), true) OR coalesce(coalesce(`rows`.`studio_user_email`, `rows`.`user_email`) != coalesce(`rows`.`subject_user`, CASE WHEN ((`rows`.`log_type` NOT IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))) THEN `rows`.`user_email` END), false) AS `on_behalf`,
                      `rows`.`role` AS `role`, `rows`.`app_id` AS `app_id`,
                      `rows`.`app_name` AS `app_name`
                FROM (
                  SELECT `logs`.`id` AS `id`, `logs`.`created_at` AS `created_at`,
                      `logs`.`log_type` AS `log_type`, `logs`.`user_email` AS `user_email`,
                      `logs`.`studio_user_email` AS `studio_user_email`,
                      `logs`.`subject_user` AS `subject_user`, `logs`.`role` AS `role`,
                      `logs`.`app_id` AS `app_id`, `logs`.`app_name` AS `app_name`
                  FROM `logs`
                  WHERE lowerUTF8(`logs`.`app_name`) = lowerUTF8('Shop')
                    AND `logs`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
                    AND `logs`.`app_id` IN (1, 2)
                    AND (`logs`.`log_type` IN ('organization.user.create', 'organization.user.invite', 'organization.user.update', 'organization.user.delete', 'organization.user.unblock', 'app.user.create', 'app.user.update', 'app.user.remove', 'organization.user.app.create', 'organization.user.app.update', 'organization.user.app.remove'))
                ) AS `rows`
              ) AS `account`
            ) AS `membership`
            WHERE `membership`.`user` IS NOT NULL
          ) AS `keyed`
        ) AS `ordered`
      ) AS `decided`
      GROUP BY `decided`.`user`, `decided`.`origin`, `decided`.`app_id`, `decided`.`name_alone`
    ) AS `each`
  ) AS `memberships`
  WHERE `memberships`.`origin` = 'organisation'
) AS `parts`
GROUP BY `parts`.`user`
ORDER BY `logs` DESC, `parts`.`user`
LIMIT 100
