WITH events AS (
  SELECT rows.user_email AS "user", rows.created_at AS "at", rows.id AS id,
      CASE WHEN (rows.log_type IN ('app.analytics.pageView', 'app.view') AND rows.page_title = 'Home' AND rows.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)) THEN 1 ELSE 0 END AS step_1,
      CASE WHEN (rows.log_type = 'app.analytics.event' AND rows.event_category = 'list' AND rows.event_action = 'like') THEN 1 ELSE 0 END AS step_2,
      CASE WHEN lower(rows.log_type) LIKE lower('email.%') ESCAPE '\' THEN 1 ELSE 0 END AS step_3
  FROM (
    SELECT logs.user_email AS user_email, logs.created_at AS created_at, logs.id AS id,
        logs.log_type AS log_type, logs.page_id AS page_id, logs.page_title AS page_title,
        logs.event_category AS event_category, logs.event_action AS event_action,
        logs.event_label AS event_label
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-01 01:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.user_email IS NOT NULL
    AND (rows.log_type IN ('app.analytics.pageView', 'app.view') AND rows.page_title = 'Home' AND rows.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP) OR rows.log_type = 'app.analytics.event' AND rows.event_category = 'list' AND rows.event_action = 'like' OR lower(rows.log_type) LIKE lower('email.%') ESCAPE '\')
), taken_1 AS (
  SELECT events."user" AS "user", events."at" AS "at", events.id AS id, events."at" AS start
  FROM events
  WHERE events.step_1 = 1
), taken_2 AS (
  SELECT running."user" AS "user", running."at" AS "at", running.id AS id, running.start AS start
  FROM (
    SELECT "both"."user" AS "user", "both"."at" AS "at", "both".id AS id, "both".earlier AS earlier,
        max("both".start) OVER (PARTITION BY "both"."user" ORDER BY "both"."at", "both".id, "both".earlier ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS start
    FROM (
      SELECT taken_1."user" AS "user", taken_1."at" AS "at", taken_1.id AS id,
          taken_1.start AS start, 1 AS earlier
      FROM taken_1
      UNION ALL
      SELECT events."user" AS "user", events."at" AS "at", events.id AS id, NULL AS anon_1,
          0 AS anon_2
      FROM events
      WHERE events.step_2 = 1
    ) AS "both"
  ) AS running
  WHERE running.earlier = 0
    AND (epoch_us(running."at") - epoch_us(running.start)) <= 3600000000
), taken_3 AS (
  SELECT running."user" AS "user", running."at" AS "at", running.id AS id, running.start AS start
  FROM (
    SELECT "both"."user" AS "user", "both"."at" AS "at", "both".id AS id, "both".earlier AS earlier,
        max("both".start) OVER (PARTITION BY "both"."user" ORDER BY "both"."at", "both".id, "both".earlier ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS start
    FROM (
      SELECT taken_2."user" AS "user", taken_2."at" AS "at", taken_2.id AS id,
          taken_2.start AS start, 1 AS earlier
      FROM taken_2
      UNION ALL
      SELECT events."user" AS "user", events."at" AS "at", events.id AS id, NULL AS anon_1,
          0 AS anon_3
      FROM events
      WHERE events.step_3 = 1
    ) AS "both"
  ) AS running
  WHERE running.earlier = 0
    AND (epoch_us(running."at") - epoch_us(running.start)) <= 3600000000
)
SELECT compared.step, compared.label, compared.users,
    CAST(compared.users AS DOUBLE) / NULLIF(compared.first, 0) AS share_of_first,
    CASE WHEN (compared.step > 1) THEN CAST(compared.users AS DOUBLE) / NULLIF(compared.previous, 0) END AS share_of_previous,
    CASE WHEN (compared.step > 1) THEN CAST(compared.micros AS DOUBLE) / NULLIF(1000000, 0) END AS median_seconds
FROM (
  SELECT counted.step AS step, counted.label AS label, counted.users AS users,
      counted.micros AS micros, max(counted.users) OVER () AS first,
      lag(counted.users) OVER (ORDER BY counted.step) AS previous
  FROM (
    SELECT 1 AS step, 'Screen Home' AS label, count(quickest."user") AS users,
        quantile_cont(quickest.micros, 0.5) AS micros
    FROM (
      SELECT taken_1."user" AS "user",
          min((epoch_us(taken_1."at") - epoch_us(taken_1.start))) AS micros
      FROM taken_1
      GROUP BY taken_1."user"
    ) AS quickest
    UNION ALL
    SELECT 2 AS step, 'Event list / like' AS label, count(quickest."user") AS users,
        quantile_cont(quickest.micros, 0.5) AS micros
    FROM (
      SELECT taken_2."user" AS "user",
          min((epoch_us(taken_2."at") - epoch_us(taken_2.start))) AS micros
      FROM taken_2
      GROUP BY taken_2."user"
    ) AS quickest
    UNION ALL
    SELECT 3 AS step, 'email.*' AS label, count(quickest."user") AS users,
        quantile_cont(quickest.micros, 0.5) AS micros
    FROM (
      SELECT taken_3."user" AS "user",
          min((epoch_us(taken_3."at") - epoch_us(taken_3.start))) AS micros
      FROM taken_3
      GROUP BY taken_3."user"
    ) AS quickest
  ) AS counted
) AS compared
WHERE compared.first > 0
ORDER BY compared.step
