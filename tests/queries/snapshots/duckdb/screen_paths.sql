SELECT ways.app_id,
    arg_max(ways.app_name, (ways."at", ways.app_name)) FILTER (WHERE ways.app_name IS NOT NULL) AS app,
    ways.from_id,
    arg_max(ways.from_title, (ways."at", ways.from_title)) FILTER (WHERE ways.from_title IS NOT NULL) AS from_screen,
    ways.to_id,
    arg_max(ways.to_title, (ways."at", ways.to_title)) FILTER (WHERE ways.to_title IS NOT NULL) AS to_screen,
    sum(ways.views) AS views
FROM (
  SELECT sides.app_id AS app_id, sides.app_name AS app_name, sides.name_alone AS name_alone,
      sides.views AS views, sides."at" AS "at",
      CASE WHEN (sides.side = 0) THEN sides.from_id ELSE sides.page_id END AS from_id,
      CASE WHEN (sides.side = 0) THEN sides.from_title ELSE sides.page_title END AS from_title,
      CASE WHEN (sides.side = 0) THEN sides.from_alone ELSE sides.title_alone END AS from_alone,
      CASE WHEN (sides.side = 0) THEN sides.page_id END AS to_id,
      CASE WHEN (sides.side = 0) THEN sides.page_title END AS to_title,
      CASE WHEN (sides.side = 0) THEN sides.title_alone END AS to_alone
  FROM (
    SELECT told.app_id AS app_id, told.app_name AS app_name, told.name_alone AS name_alone,
        told.from_id AS from_id, told.from_title AS from_title, told.from_alone AS from_alone,
        told.page_id AS page_id, told.page_title AS page_title, told.title_alone AS title_alone,
        told.ends AS ends, told.views AS views, told."at" AS "at",
        unnest(range(1 + told.ends)) AS side
    FROM (
      SELECT steps.app_id AS app_id, steps.app_name AS app_name, steps.name_alone AS name_alone,
          steps.from_id AS from_id, steps.from_title AS from_title, steps.from_alone AS from_alone,
          steps.page_id AS page_id, steps.page_title AS page_title,
          steps.title_alone AS title_alone, steps.ends AS ends, count(steps.created_at) AS views,
          max(steps.created_at) AS "at"
      FROM (
        SELECT ordered.created_at AS created_at, ordered.app_id AS app_id,
            ordered.app_name AS app_name, ordered.name_alone AS name_alone,
            ordered.page_id AS page_id, ordered.page_title AS page_title,
            ordered.title_alone AS title_alone, ordered.from_id AS from_id,
            ordered.from_title AS from_title, ordered.from_alone AS from_alone,
            CASE WHEN (ordered.next_id IS NULL AND ordered.next_alone IS NULL) THEN 1 ELSE 0 END AS ends
        FROM (
          SELECT views.id AS id, views.created_at AS created_at, views.session AS session,
              views.app_id AS app_id, views.app_name AS app_name, views.name_alone AS name_alone,
              views.page_id AS page_id, views.page_title AS page_title,
              views.title_alone AS title_alone, views.user_email AS user_email,
              lag(views.page_id) OVER (PARTITION BY views.session, views.app_id, views.name_alone ORDER BY views.created_at, views.id) AS from_id,
              lag(views.page_title) OVER (PARTITION BY views.session, views.app_id, views.name_alone ORDER BY views.created_at, views.id) AS from_title,
              lag(views.title_alone) OVER (PARTITION BY views.session, views.app_id, views.name_alone ORDER BY views.created_at, views.id) AS from_alone,
              lead(views.page_id) OVER (PARTITION BY views.session, views.app_id, views.name_alone ORDER BY views.created_at, views.id) AS next_id,
              lead(views.title_alone) OVER (PARTITION BY views.session, views.app_id, views.name_alone ORDER BY views.created_at, views.id) AS next_alone
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
                AND logs.created_at >= CAST('2026-09-29 23:00:00' AS TIMESTAMP)
                AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
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
          WHERE views.session IS NOT NULL
        ) AS ordered
        WHERE ordered.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND ordered.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      ) AS steps
      GROUP BY steps.app_id, steps.app_name, steps.name_alone, steps.from_id, steps.from_title,
          steps.from_alone, steps.page_id, steps.page_title, steps.title_alone, steps.ends
    ) AS told
  ) AS sides
) AS ways
GROUP BY ways.app_id, ways.name_alone, ways.from_id, ways.from_alone, ways.to_id, ways.to_alone
ORDER BY views DESC, ways.app_id NULLS FIRST, ways.name_alone NULLS FIRST, ways.from_id NULLS FIRST,
    ways.from_alone NULLS FIRST, ways.to_id NULLS FIRST, ways.to_alone NULLS FIRST
LIMIT 100
