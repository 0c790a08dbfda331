SELECT top.app_id AS app_id, top.app, top.page_id AS screen_id, top.screen AS screen, top.views,
    users.users AS users, coalesce(ends.entries, 0) AS entries, coalesce(ends.exits, 0) AS exits,
    top.last_at
FROM (
  SELECT named.app_id AS app_id, named.name_alone AS name_alone, named.page_id AS page_id,
      named.title_alone AS title_alone,
      arg_max(named.app_name, (named.last_at, named.app_name)) FILTER (WHERE named.app_name IS NOT NULL) AS app,
      arg_max(named.page_title, (named.last_at, named.page_title)) FILTER (WHERE named.page_title IS NOT NULL) AS screen,
      sum(named.views) AS views, max(named.last_at) AS last_at
  FROM (
    SELECT views.app_id AS app_id, views.app_name AS app_name, views.name_alone AS name_alone,
        views.page_id AS page_id, views.page_title AS page_title, views.title_alone AS title_alone,
        count(views.created_at) AS views, max(views.created_at) AS last_at
    FROM (
      SELECT rows.id AS id, rows.created_at AS created_at, rows.analytics_session AS session,
          rows.app_id AS app_id, rows.app_name AS app_name,
          CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone,
          rows.page_id AS page_id, rows.page_title AS page_title,
          CASE WHEN (rows.page_id IS NULL) THEN rows.page_title END AS title_alone,
          rows.user_email AS user_email
      FROM (
        SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
            logs.analytics_session AS analytics_session, logs.user_email AS user_email,
            logs.app_id AS app_id, logs.app_name AS app_name, logs.page_id AS page_id,
            logs.page_title AS page_title
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
      ) AS rows
      WHERE (rows.page_id IS NOT NULL OR rows.page_title IS NOT NULL)
        AND (rows.log_type = 'app.analytics.pageView' OR rows.analytics_session IS NULL OR (coalesce(rows.analytics_session, ''), coalesce(rows.app_id, 0), coalesce(CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END, '')) IN (
        SELECT coalesce(parts.analytics_session, '') AS coalesce_1,
            coalesce(parts.app_id, 0) AS coalesce_2,
            coalesce(CASE WHEN (parts.app_id IS NULL) THEN parts.app_name END, '') AS coalesce_3
        FROM (
          SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
              session_parts.analytics_session AS analytics_session,
              session_parts.category AS category, session_parts.app_id AS app_id,
              session_parts.app_name AS app_name, session_parts.user_email AS user_email,
              session_parts.studio_user_email AS studio_user_email, session_parts.device AS device,
              session_parts.platform AS platform, session_parts.os AS os,
              session_parts.logs AS logs, session_parts.page_views AS page_views,
              session_parts.app_views AS app_views, session_parts.entry_at AS entry_at,
              session_parts.entry AS entry, session_parts.exit_at AS exit_at,
              session_parts.exit AS exit
          FROM session_parts
          WHERE lower(session_parts.app_name) = lower('Shop')
            AND session_parts.app_id IN (1, 2)
        ) AS parts
        WHERE parts.analytics_session IN (
          SELECT parts.analytics_session
          FROM (
            SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
                session_parts.analytics_session AS analytics_session,
                session_parts.category AS category, session_parts.app_id AS app_id,
                session_parts.app_name AS app_name, session_parts.user_email AS user_email,
                session_parts.studio_user_email AS studio_user_email,
                session_parts.device AS device, session_parts.platform AS platform,
                session_parts.os AS os, session_parts.logs AS logs,
                session_parts.page_views AS page_views, session_parts.app_views AS app_views,
                session_parts.entry_at AS entry_at, session_parts.entry AS entry,
                session_parts.exit_at AS exit_at, session_parts.exit AS exit
            FROM session_parts
            WHERE lower(session_parts.app_name) = lower('Shop')
              AND session_parts.app_id IN (1, 2)
          ) AS parts
          WHERE parts.app_views > 0
            AND parts.page_views = 0
        )
        GROUP BY coalesce(parts.analytics_session, ''), coalesce(parts.app_id, 0),
            coalesce(CASE WHEN (parts.app_id IS NULL) THEN parts.app_name END, '')
        HAVING sum(parts.page_views) = 0
      ))
    ) AS views
    GROUP BY views.app_id, views.app_name, views.name_alone, views.page_id, views.page_title,
        views.title_alone
  ) AS named
  GROUP BY named.app_id, named.name_alone, named.page_id, named.title_alone
  ORDER BY views DESC, named.app_id NULLS LAST, named.name_alone NULLS LAST,
      named.page_id NULLS LAST, named.title_alone NULLS LAST
  LIMIT 100
) AS top
JOIN (
  SELECT views.app_id AS app_id, views.name_alone AS name_alone, views.page_id AS page_id,
      views.title_alone AS title_alone, count(DISTINCT views.user_email) AS users
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.analytics_session AS session,
        rows.app_id AS app_id, rows.app_name AS app_name,
        CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone,
        rows.page_id AS page_id, rows.page_title AS page_title,
        CASE WHEN (rows.page_id IS NULL) THEN rows.page_title END AS title_alone,
        rows.user_email AS user_email
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.analytics_session AS analytics_session, logs.user_email AS user_email,
          logs.app_id AS app_id, logs.app_name AS app_name, logs.page_id AS page_id,
          logs.page_title AS page_title
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('app.analytics.pageView', 'app.view'), false)
    ) AS rows
    WHERE (rows.page_id IS NOT NULL OR rows.page_title IS NOT NULL)
      AND (rows.log_type = 'app.analytics.pageView' OR rows.analytics_session IS NULL OR (coalesce(rows.analytics_session, ''), coalesce(rows.app_id, 0), coalesce(CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END, '')) IN (
      SELECT coalesce(parts.analytics_session, '') AS coalesce_4,
          coalesce(parts.app_id, 0) AS coalesce_5,
          coalesce(CASE WHEN (parts.app_id IS NULL) THEN parts.app_name END, '') AS coalesce_6
      FROM (
        SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
            session_parts.analytics_session AS analytics_session,
            session_parts.category AS category, session_parts.app_id AS app_id,
            session_parts.app_name AS app_name, session_parts.user_email AS user_email,
            session_parts.studio_user_email AS studio_user_email, session_parts.device AS device,
            session_parts.platform AS platform, session_parts.os AS os, session_parts.logs AS logs,
            session_parts.page_views AS page_views, session_parts.app_views AS app_views,
            session_parts.entry_at AS entry_at, session_parts.entry AS entry,
            session_parts.exit_at AS exit_at, session_parts.exit AS exit
        FROM session_parts
        WHERE lower(session_parts.app_name) = lower('Shop')
          AND session_parts.app_id IN (1, 2)
      ) AS parts
      WHERE parts.analytics_session IN (
        SELECT parts.analytics_session
        FROM (
          SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
              session_parts.analytics_session AS analytics_session,
              session_parts.category AS category, session_parts.app_id AS app_id,
              session_parts.app_name AS app_name, session_parts.user_email AS user_email,
              session_parts.studio_user_email AS studio_user_email, session_parts.device AS device,
              session_parts.platform AS platform, session_parts.os AS os,
              session_parts.logs AS logs, session_parts.page_views AS page_views,
              session_parts.app_views AS app_views, session_parts.entry_at AS entry_at,
              session_parts.entry AS entry, session_parts.exit_at AS exit_at,
              session_parts.exit AS exit
          FROM session_parts
          WHERE lower(session_parts.app_name) = lower('Shop')
            AND session_parts.app_id IN (1, 2)
        ) AS parts
        WHERE parts.app_views > 0
          AND parts.page_views = 0
      )
      GROUP BY coalesce(parts.analytics_session, ''), coalesce(parts.app_id, 0),
          coalesce(CASE WHEN (parts.app_id IS NULL) THEN parts.app_name END, '')
      HAVING sum(parts.page_views) = 0
    ))
  ) AS views
  GROUP BY views.app_id, views.name_alone, views.page_id, views.title_alone
) AS users ON top.app_id IS NOT DISTINCT FROM users.app_id
  AND top.name_alone IS NOT DISTINCT FROM users.name_alone
  AND top.page_id IS NOT DISTINCT FROM users.page_id
  AND top.title_alone IS NOT DISTINCT FROM users.title_alone
LEFT OUTER JOIN (
  SELECT sides.app_id AS app_id, sides.name_alone AS name_alone,
      CASE WHEN (sides.side = 0) THEN sides.entry ELSE sides.exit END AS screen,
      sum(CASE WHEN (sides.side = 0) THEN sides.sessions ELSE 0 END) AS entries,
      sum(CASE WHEN (sides.side = 1) THEN sides.sessions ELSE 0 END) AS exits
  FROM (
    SELECT per_way.app_id AS app_id, per_way.name_alone AS name_alone, per_way.entry AS entry,
        per_way.exit AS exit, per_way.sessions AS sessions, unnest(range(2)) AS side
    FROM (
      SELECT sessions.app_id AS app_id,
          CASE WHEN (sessions.app_id IS NULL) THEN sessions.app_name END AS name_alone,
          sessions.entry AS entry, sessions.exit AS exit, count(sessions.session) AS sessions
      FROM (
        SELECT parts.analytics_session AS session, parts.app_id AS app_id,
            arg_max(parts.app_name, (parts.last_at, parts.app_name)) FILTER (WHERE parts.app_name IS NOT NULL) AS app_name,
            arg_max(parts.user_email, (parts.last_at, parts.user_email)) FILTER (WHERE parts.user_email IS NOT NULL) AS user_email,
            arg_max(parts.device, (parts.last_at, parts.device)) FILTER (WHERE parts.device IS NOT NULL) AS device,
            arg_max(parts.platform, (parts.last_at, parts.platform)) FILTER (WHERE parts.platform IS NOT NULL) AS platform,
            arg_max(parts.os, (parts.last_at, parts.os)) FILTER (WHERE parts.os IS NOT NULL) AS os,
            min(parts.created_at) AS started_at, max(parts.last_at) AS ended_at,
            (epoch_us(max(parts.last_at)) - epoch_us(min(parts.created_at))) AS micros,
            sum(parts.logs) AS logs,
            CASE WHEN (sum(parts.page_views) > 0) THEN sum(parts.page_views) ELSE sum(parts.app_views) END AS screens,
            arg_min(parts.entry, (parts.entry_at, parts.entry)) FILTER (WHERE parts.entry IS NOT NULL) AS entry,
            arg_max(parts.exit, (parts.exit_at, parts.exit)) FILTER (WHERE parts.exit IS NOT NULL) AS exit
        FROM (
          SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
              session_parts.analytics_session AS analytics_session,
              session_parts.category AS category, session_parts.app_id AS app_id,
              session_parts.app_name AS app_name, session_parts.user_email AS user_email,
              session_parts.studio_user_email AS studio_user_email, session_parts.device AS device,
              session_parts.platform AS platform, session_parts.os AS os,
              session_parts.logs AS logs, session_parts.page_views AS page_views,
              session_parts.app_views AS app_views, session_parts.entry_at AS entry_at,
              session_parts.entry AS entry, session_parts.exit_at AS exit_at,
              session_parts.exit AS exit
          FROM session_parts
          WHERE lower(session_parts.app_name) = lower('Shop')
            AND session_parts.app_id IN (1, 2)
        ) AS parts
        WHERE parts.analytics_session IN (
          SELECT parts.analytics_session
          FROM (
            SELECT session_parts.created_at AS created_at, session_parts.last_at AS last_at,
                session_parts.analytics_session AS analytics_session,
                session_parts.category AS category, session_parts.app_id AS app_id,
                session_parts.app_name AS app_name, session_parts.user_email AS user_email,
                session_parts.studio_user_email AS studio_user_email,
                session_parts.device AS device, session_parts.platform AS platform,
                session_parts.os AS os, session_parts.logs AS logs,
                session_parts.page_views AS page_views, session_parts.app_views AS app_views,
                session_parts.entry_at AS entry_at, session_parts.entry AS entry,
                session_parts.exit_at AS exit_at, session_parts.exit AS exit
            FROM session_parts
            WHERE lower(session_parts.app_name) = lower('Shop')
              AND session_parts.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
              AND session_parts.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
              AND session_parts.app_id IN (1, 2)
          ) AS parts
        )
        GROUP BY parts.analytics_session, parts.app_id,
            CASE WHEN (parts.app_id IS NULL) THEN parts.app_name END
        HAVING min(parts.created_at) >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND min(parts.created_at) < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      ) AS sessions
      GROUP BY sessions.app_id, CASE WHEN (sessions.app_id IS NULL) THEN sessions.app_name END,
          sessions.entry, sessions.exit
    ) AS per_way
  ) AS sides
  GROUP BY sides.app_id, sides.name_alone,
      CASE WHEN (sides.side = 0) THEN sides.entry ELSE sides.exit END
) AS ends ON top.app_id IS NOT DISTINCT FROM ends.app_id
  AND top.name_alone IS NOT DISTINCT FROM ends.name_alone
  AND ends.screen = coalesce(CAST(top.page_id AS VARCHAR), top.title_alone)
ORDER BY top.views DESC, top.app_id NULLS LAST, top.name_alone NULLS LAST, top.page_id NULLS LAST,
    top.title_alone NULLS LAST
