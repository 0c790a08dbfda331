SELECT counted.sessions, counted.users, counted.one_screen,
    CAST(counted.median AS DOUBLE) / NULLIF(1000000, 0) AS median_seconds,
    CAST(counted.micros AS DOUBLE) / NULLIF(counted.sessions * 1000000, 0) AS mean_seconds,
    CAST(counted.screens AS DOUBLE) / NULLIF(counted.sessions, 0) AS screens_per_session
FROM (
  SELECT count(sessions.session) AS sessions, count(DISTINCT sessions.user_email) AS users,
      count(*) FILTER (WHERE sessions.screens <= 1) AS one_screen,
      quantile_cont(sessions.micros, 0.5) AS median, sum(sessions.micros) AS micros,
      sum(sessions.screens) AS screens
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
          session_parts.analytics_session AS analytics_session, session_parts.category AS category,
          session_parts.app_id AS app_id, session_parts.app_name AS app_name,
          session_parts.user_email AS user_email,
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
            session_parts.platform AS platform, session_parts.os AS os, session_parts.logs AS logs,
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
) AS counted
