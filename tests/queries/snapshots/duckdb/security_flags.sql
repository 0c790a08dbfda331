WITH failures AS (
  SELECT rows.id AS id, rows.created_at AS "at",
      coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR)) AS "user",
      rows.ip AS ip, rows.device AS device, rows.subject_user AS tried
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.user_email AS user_email,
        logs.user_id AS user_id, logs.ip AS ip, logs.device AS device,
        logs.subject_user AS subject_user
    FROM logs
    WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('user.login.failed')
  ) AS rows
), bursts AS (
  SELECT anon_4.key AS key, anon_4.first_at AS first_at, anon_4.last_at AS last_at,
      anon_4.reached_at AS reached_at, anon_4.counted AS counted, anon_4.baseline AS baseline,
      anon_4.place AS place
  FROM (
    SELECT burst_runs.key AS key, burst_runs.first_at AS first_at, burst_runs.last_at AS last_at,
        burst_runs.reached_at AS reached_at,
        count(*) FILTER (WHERE failures."at" BETWEEN burst_runs.first_at AND burst_runs.last_at) AS counted,
        count(*) FILTER (WHERE failures."at" >= make_timestamp(epoch_us(burst_runs.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND failures."at" < burst_runs.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline,
        CASE WHEN (min(CASE WHEN (failures."at" BETWEEN burst_runs.first_at AND burst_runs.last_at) THEN failures.ip END) = max(CASE WHEN (failures."at" BETWEEN burst_runs.first_at AND burst_runs.last_at) THEN failures.ip END)) THEN min(CASE WHEN (failures."at" BETWEEN burst_runs.first_at AND burst_runs.last_at) THEN failures.ip END) END AS place
    FROM (
      SELECT burst_runs_numbered.key AS key, min(burst_runs_numbered.first_at) AS first_at,
          max(burst_runs_numbered.last_at) AS last_at,
          min(burst_runs_numbered.last_at) AS reached_at
      FROM (
        SELECT burst_runs_marked.key AS key, burst_runs_marked.first_at AS first_at,
            burst_runs_marked.last_at AS last_at,
            sum(burst_runs_marked.begins) OVER (PARTITION BY burst_runs_marked.key ORDER BY burst_runs_marked.last_at, burst_runs_marked.id) AS run
        FROM (
          SELECT burst_runs_ends.key AS key, burst_runs_ends.first_at AS first_at,
              burst_runs_ends.last_at AS last_at, burst_runs_ends.id AS id,
              CASE WHEN (burst_runs_ends.first_at > make_timestamp(epoch_us(lag(burst_runs_ends.last_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY burst_runs_ends.key ORDER BY burst_runs_ends.last_at, burst_runs_ends.id)) + 1000000 * CAST(900 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT burst_runs_every.key AS key, burst_runs_every.id AS id,
                burst_runs_every.first_at AS first_at, burst_runs_every.last_at AS last_at
            FROM (
              SELECT failures."user" AS key, failures.id AS id,
                  lag(failures."at", 9, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY failures."user" ORDER BY failures."at", failures.id) AS first_at,
                  failures."at" AS last_at
              FROM failures
              WHERE failures."user" IS NOT NULL
            ) AS burst_runs_every
            WHERE burst_runs_every.last_at >= burst_runs_every.first_at
              AND burst_runs_every.first_at >= make_timestamp(epoch_us(burst_runs_every.last_at) + 1000000 * CAST(-900 AS BIGINT))
          ) AS burst_runs_ends
        ) AS burst_runs_marked
      ) AS burst_runs_numbered
      GROUP BY burst_runs_numbered.key, burst_runs_numbered.run
    ) AS burst_runs
    JOIN failures ON failures."user" = burst_runs.key
    GROUP BY burst_runs.key, burst_runs.first_at, burst_runs.last_at, burst_runs.reached_at
  ) AS anon_4
  WHERE anon_4.counted > 3 * anon_4.baseline
), anon_2 AS (
  SELECT anon_3.flag AS flag, anon_3."user" AS "user", anon_3."by" AS "by", anon_3.place AS place,
      anon_3.place_kind AS place_kind, anon_3.first_at AS first_at, anon_3.last_at AS last_at,
      anon_3.counted AS counted, anon_3.threshold AS threshold, anon_3.baseline AS baseline,
      anon_3.ids AS ids, anon_3.aside AS aside, anon_3.tried AS tried, anon_3.key AS key
  FROM (
    SELECT 'failure_burst' AS flag, bursts.key AS "user", NULL AS "by", bursts.place AS place,
        CASE WHEN (bursts.place IS NOT NULL) THEN 'ip' END AS place_kind,
        bursts.first_at AS first_at, bursts.last_at AS last_at, bursts.counted AS counted,
        10 AS threshold, bursts.baseline AS baseline, NULL AS ids, NULL AS aside, NULL AS tried,
        bursts.key AS key
    FROM bursts
  ) AS anon_3
  WHERE anon_3.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_3.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_3.last_at DESC, anon_3.key, anon_3.first_at
  LIMIT 10000
), nobody AS (
  SELECT failures.id AS id, failures."at" AS "at", failures.ip AS ip, failures.device AS device,
      failures.tried AS tried
  FROM failures
  WHERE failures."user" IS NULL
), unknown_bursts_by_ip AS (
  SELECT anon_10.key AS key, anon_10.first_at AS first_at, anon_10.last_at AS last_at,
      anon_10.reached_at AS reached_at, anon_10.counted AS counted, anon_10.baseline AS baseline,
      anon_10.tried AS tried, anon_10.one AS one
  FROM (
    SELECT unknown_by_ip.key AS key, unknown_by_ip.first_at AS first_at,
        unknown_by_ip.last_at AS last_at, unknown_by_ip.reached_at AS reached_at,
        count(*) FILTER (WHERE nobody."at" BETWEEN unknown_by_ip.first_at AND unknown_by_ip.last_at) AS counted,
        count(*) FILTER (WHERE nobody."at" >= make_timestamp(epoch_us(unknown_by_ip.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND nobody."at" < unknown_by_ip.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline,
        count(DISTINCT CASE WHEN (nobody."at" BETWEEN unknown_by_ip.first_at AND unknown_by_ip.last_at) THEN nobody.tried END) AS tried,
        CASE WHEN (min(CASE WHEN (nobody."at" BETWEEN unknown_by_ip.first_at AND unknown_by_ip.last_at) THEN nobody.tried END) = max(CASE WHEN (nobody."at" BETWEEN unknown_by_ip.first_at AND unknown_by_ip.last_at) THEN nobody.tried END)) THEN min(CASE WHEN (nobody."at" BETWEEN unknown_by_ip.first_at AND unknown_by_ip.last_at) THEN nobody.tried END) END AS one
    FROM (
      SELECT unknown_by_ip_numbered.key AS key, min(unknown_by_ip_numbered.first_at) AS first_at,
          max(unknown_by_ip_numbered.last_at) AS last_at,
          min(unknown_by_ip_numbered.last_at) AS reached_at
      FROM (
        SELECT unknown_by_ip_marked.key AS key, unknown_by_ip_marked.first_at AS first_at,
            unknown_by_ip_marked.last_at AS last_at,
            sum(unknown_by_ip_marked.begins) OVER (PARTITION BY unknown_by_ip_marked.key ORDER BY unknown_by_ip_marked.last_at, unknown_by_ip_marked.id) AS run
        FROM (
          SELECT unknown_by_ip_ends.key AS key, unknown_by_ip_ends.first_at AS first_at,
              unknown_by_ip_ends.last_at AS last_at, unknown_by_ip_ends.id AS id,
              CASE WHEN (unknown_by_ip_ends.first_at > make_timestamp(epoch_us(lag(unknown_by_ip_ends.last_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY unknown_by_ip_ends.key ORDER BY unknown_by_ip_ends.last_at, unknown_by_ip_ends.id)) + 1000000 * CAST(900 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT unknown_by_ip_every.key AS key, unknown_by_ip_every.id AS id,
                unknown_by_ip_every.first_at AS first_at, unknown_by_ip_every.last_at AS last_at
            FROM (
              SELECT nobody.ip AS key, nobody.id AS id,
                  lag(nobody."at", 9, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY nobody.ip ORDER BY nobody."at", nobody.id) AS first_at,
                  nobody."at" AS last_at
              FROM nobody
              WHERE nobody.ip IS NOT NULL
            ) AS unknown_by_ip_every
            WHERE unknown_by_ip_every.last_at >= unknown_by_ip_every.first_at
              AND unknown_by_ip_every.first_at >= make_timestamp(epoch_us(unknown_by_ip_every.last_at) + 1000000 * CAST(-900 AS BIGINT))
          ) AS unknown_by_ip_ends
        ) AS unknown_by_ip_marked
      ) AS unknown_by_ip_numbered
      GROUP BY unknown_by_ip_numbered.key, unknown_by_ip_numbered.run
    ) AS unknown_by_ip
    JOIN nobody ON nobody.ip = unknown_by_ip.key
    GROUP BY unknown_by_ip.key, unknown_by_ip.first_at, unknown_by_ip.last_at,
        unknown_by_ip.reached_at
  ) AS anon_10
  WHERE anon_10.counted > 3 * anon_10.baseline
), from_elsewhere AS (
  SELECT nobody.id AS id, nobody."at" AS "at", nobody.ip AS ip, nobody.device AS device,
      nobody.tried AS tried
  FROM nobody
  LEFT OUTER JOIN unknown_bursts_by_ip ON unknown_bursts_by_ip.key = nobody.ip
    AND nobody."at" >= unknown_bursts_by_ip.first_at
    AND nobody."at" <= unknown_bursts_by_ip.last_at
  WHERE unknown_bursts_by_ip.key IS NULL
), unknown_bursts_by_device AS (
  SELECT anon_11.key AS key, anon_11.first_at AS first_at, anon_11.last_at AS last_at,
      anon_11.reached_at AS reached_at, anon_11.counted AS counted, anon_11.baseline AS baseline,
      anon_11.tried AS tried, anon_11.one AS one
  FROM (
    SELECT unknown_by_device.key AS key, unknown_by_device.first_at AS first_at,
        unknown_by_device.last_at AS last_at, unknown_by_device.reached_at AS reached_at,
        count(*) FILTER (WHERE from_elsewhere."at" BETWEEN unknown_by_device.first_at AND unknown_by_device.last_at) AS counted,
        count(*) FILTER (WHERE from_elsewhere."at" >= make_timestamp(epoch_us(unknown_by_device.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND from_elsewhere."at" < unknown_by_device.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline,
        count(DISTINCT CASE WHEN (from_elsewhere."at" BETWEEN unknown_by_device.first_at AND unknown_by_device.last_at) THEN from_elsewhere.tried END) AS tried,
        CASE WHEN (min(CASE WHEN (from_elsewhere."at" BETWEEN unknown_by_device.first_at AND unknown_by_device.last_at) THEN from_elsewhere.tried END) = max(CASE WHEN (from_elsewhere."at" BETWEEN unknown_by_device.first_at AND unknown_by_device.last_at) THEN from_elsewhere.tried END)) THEN min(CASE WHEN (from_elsewhere."at" BETWEEN unknown_by_device.first_at AND unknown_by_device.last_at) THEN from_elsewhere.tried END) END AS one
    FROM (
      SELECT unknown_by_device_numbered.key AS key,
          min(unknown_by_device_numbered.first_at) AS first_at,
          max(unknown_by_device_numbered.last_at) AS last_at,
          min(unknown_by_device_numbered.last_at) AS reached_at
      FROM (
        SELECT unknown_by_device_marked.key AS key, unknown_by_device_marked.first_at AS first_at,
            unknown_by_device_marked.last_at AS last_at,
            sum(unknown_by_device_marked.begins) OVER (PARTITION BY unknown_by_device_marked.key ORDER BY unknown_by_device_marked.last_at, unknown_by_device_marked.id) AS run
        FROM (
          SELECT unknown_by_device_ends.key AS key, unknown_by_device_ends.first_at AS first_at,
              unknown_by_device_ends.last_at AS last_at, unknown_by_device_ends.id AS id,
              CASE WHEN (unknown_by_device_ends.first_at > make_timestamp(epoch_us(lag(unknown_by_device_ends.last_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY unknown_by_device_ends.key ORDER BY unknown_by_device_ends.last_at, unknown_by_device_ends.id)) + 1000000 * CAST(900 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT unknown_by_device_every.key AS key, unknown_by_device_every.id AS id,
                unknown_by_device_every.first_at AS first_at,
                unknown_by_device_every.last_at AS last_at
            FROM (
              SELECT from_elsewhere.device AS key, from_elsewhere.id AS id,
                  lag(from_elsewhere."at", 9, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY from_elsewhere.device ORDER BY from_elsewhere."at", from_elsewhere.id) AS first_at,
                  from_elsewhere."at" AS last_at
              FROM from_elsewhere
              WHERE from_elsewhere.device IS NOT NULL
            ) AS unknown_by_device_every
            WHERE unknown_by_device_every.last_at >= unknown_by_device_every.first_at
              AND unknown_by_device_every.first_at >= make_timestamp(epoch_us(unknown_by_device_every.last_at) + 1000000 * CAST(-900 AS BIGINT))
          ) AS unknown_by_device_ends
        ) AS unknown_by_device_marked
      ) AS unknown_by_device_numbered
      GROUP BY unknown_by_device_numbered.key, unknown_by_device_numbered.run
    ) AS unknown_by_device
    JOIN from_elsewhere ON from_elsewhere.device = unknown_by_device.key
    GROUP BY unknown_by_device.key, unknown_by_device.first_at, unknown_by_device.last_at,
        unknown_by_device.reached_at
  ) AS anon_11
  WHERE anon_11.counted > 3 * anon_11.baseline
), anon_7 AS (
  SELECT anon_8.flag AS flag, anon_8."user" AS "user", anon_8."by" AS "by", anon_8.place AS place,
      anon_8.place_kind AS place_kind, anon_8.first_at AS first_at, anon_8.last_at AS last_at,
      anon_8.counted AS counted, anon_8.threshold AS threshold, anon_8.baseline AS baseline,
      anon_8.ids AS ids, anon_8.aside AS aside, anon_8.tried AS tried, anon_8.key AS key
  FROM (
    SELECT 'unknown_burst' AS flag, unknown_bursts.one AS "user", NULL AS "by",
        unknown_bursts.key AS place,
        CASE WHEN (unknown_bursts.key IS NOT NULL) THEN unknown_bursts.kind END AS place_kind,
        unknown_bursts.first_at AS first_at, unknown_bursts.last_at AS last_at,
        unknown_bursts.counted AS counted, 10 AS threshold, unknown_bursts.baseline AS baseline,
        NULL AS ids, anon_9.ids AS aside, unknown_bursts.tried AS tried, unknown_bursts.key AS key
    FROM (
      SELECT 'ip' AS kind, unknown_bursts_by_ip.key AS key,
          unknown_bursts_by_ip.first_at AS first_at, unknown_bursts_by_ip.last_at AS last_at,
          unknown_bursts_by_ip.reached_at AS reached_at, unknown_bursts_by_ip.counted AS counted,
          unknown_bursts_by_ip.baseline AS baseline, unknown_bursts_by_ip.tried AS tried,
          unknown_bursts_by_ip.one AS one
      FROM unknown_bursts_by_ip
      UNION ALL
      SELECT 'device' AS kind, unknown_bursts_by_device.key AS key,
          unknown_bursts_by_device.first_at AS first_at,
          unknown_bursts_by_device.last_at AS last_at,
          unknown_bursts_by_device.reached_at AS reached_at,
          unknown_bursts_by_device.counted AS counted,
          unknown_bursts_by_device.baseline AS baseline, unknown_bursts_by_device.tried AS tried,
          unknown_bursts_by_device.one AS one
      FROM unknown_bursts_by_device
    ) AS unknown_bursts
    LEFT OUTER JOIN (
      SELECT anon_12.key AS key, anon_12.first_at AS first_at,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := anon_12."at", text := anon_12.ids)) FILTER (anon_12.ids IS NOT NULL)), lambda one: one.text), ', ') AS ids
      FROM (
        SELECT unknown_bursts_by_device.key AS key, unknown_bursts_by_device.first_at AS first_at,
            of_addresses.ids AS ids, of_addresses."at" AS "at"
        FROM unknown_bursts_by_device
        JOIN (
          SELECT nobody.device AS key, nobody."at" AS "at", CAST(nobody.id AS VARCHAR) AS ids
          FROM nobody
          LEFT OUTER JOIN from_elsewhere ON from_elsewhere.id = nobody.id
          WHERE from_elsewhere.id IS NULL
        ) AS of_addresses ON unknown_bursts_by_device.key = of_addresses.key
        WHERE of_addresses."at" >= unknown_bursts_by_device.first_at
          AND of_addresses."at" <= unknown_bursts_by_device.last_at
      ) AS anon_12
      GROUP BY anon_12.key, anon_12.first_at
    ) AS anon_9 ON unknown_bursts.kind = 'device'
      AND anon_9.key = unknown_bursts.key
      AND anon_9.first_at = unknown_bursts.first_at
  ) AS anon_8
  WHERE anon_8.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_8.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_8.last_at DESC, anon_8.key, anon_8.first_at
  LIMIT 10000
), entries AS (
  SELECT attempts."at" AS "at",
      coalesce(attempts.user_email, 'number ' || CAST(attempts.user_id AS VARCHAR)) AS "user",
      attempts.user_email AS address, attempts.ip AS ip, attempts.device AS device,
      CAST(attempts.id AS VARCHAR) || coalesce(', ' || CAST(attempts.companion_id AS VARCHAR), '') AS ids
  FROM (
    SELECT tried.created_at AS "at", tried.id AS id, tried.companion_id AS companion_id,
        tried.user_email AS user_email, tried.user_id AS user_id,
        tried.studio_user_email AS studio_user_email, tried.ip AS ip, tried.device AS device,
        tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
        tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
    FROM (
      SELECT attempts.id AS id, attempts.companion_id AS companion_id,
          attempts.created_at AS created_at, attempts.log_type AS log_type,
          attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
          attempts.user_email AS user_email, attempts.user_id AS user_id,
          attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
          attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
          attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
          attempts.run_until AS run_until
      FROM attempts
      WHERE attempts.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
        AND attempts.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
        AND attempts.app_id IN (1, 2)
    ) AS tried
  ) AS attempts
  WHERE attempts.failed < attempts.attempts
    AND attempts.studio_user_email IS NULL
    AND coalesce(attempts.user_email, 'number ' || CAST(attempts.user_id AS VARCHAR)) IS NOT NULL
), strangers AS (
  SELECT placed.kind AS kind, placed.place AS place, placed.id AS id, placed."at" AS "at",
      placed."user" AS "user"
  FROM (
    SELECT 'ip' AS kind, failures.ip AS place, failures.id AS id, failures."at" AS "at",
        failures."user" AS "user"
    FROM failures
    WHERE failures.ip IS NOT NULL
      AND failures."user" IS NOT NULL
    UNION ALL
    SELECT 'device' AS kind, failures.device AS place, failures.id AS id, failures."at" AS "at",
        failures."user" AS "user"
    FROM failures
    WHERE failures.device IS NOT NULL
      AND failures."user" IS NOT NULL
  ) AS placed
  LEFT OUTER JOIN (
    SELECT 'ip' AS kind, entries.ip AS place, entries."user" AS "user", min(entries."at") AS since
    FROM entries
    WHERE entries.ip IS NOT NULL
    GROUP BY entries.ip, entries."user"
    UNION ALL
    SELECT 'device' AS kind, entries.device AS place, entries."user" AS "user",
        min(entries."at") AS since
    FROM entries
    WHERE entries.device IS NOT NULL
    GROUP BY entries.device, entries."user"
  ) AS homes ON homes.kind = placed.kind
    AND homes.place = placed.place
    AND homes."user" = placed."user"
  WHERE homes.since IS NULL OR placed."at" <= homes.since
), spray_evidence AS (
  SELECT within_spans.kind AS kind, within_spans.place AS place, within_spans.run AS run,
      within_spans.id AS id, within_spans."at" AS "at", within_spans."user" AS "user"
  FROM (
    SELECT strangers.kind AS kind, strangers.place AS place, spans.run AS run, strangers.id AS id,
        strangers."at" AS "at", strangers."user" AS "user",
        max(CASE WHEN (strangers.kind = 'ip') THEN 1 ELSE 0 END) OVER (PARTITION BY strangers.id) AS by_address
    FROM strangers
    JOIN (
      SELECT spray_runs.kind AS kind, spray_runs.place AS place, spray_runs.run AS run,
          make_timestamp(epoch_us(min(spray_runs.begins)) + 1000000 * CAST(-3600 AS BIGINT)) AS since,
          max(spray_runs.ends) AS until
      FROM (
        SELECT enough.kind AS kind, enough.place AS place, enough.begins AS begins,
            enough.ends AS ends,
            sum(enough.apart) OVER (PARTITION BY enough.kind, enough.place ORDER BY enough.begins, enough.ends) AS run
        FROM (
          SELECT presence.kind AS kind, presence.place AS place, presence.begins AS begins,
              presence.ends AS ends,
              CASE WHEN (presence.begins > make_timestamp(epoch_us(lag(presence.ends, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY presence.kind, presence.place ORDER BY presence.begins, presence.ends)) + 1000000 * CAST(3600 AS BIGINT))) THEN 1 ELSE 0 END AS apart
          FROM (
            SELECT edges.kind AS kind, edges.place AS place, edges."at" AS begins,
                lead(edges."at", 1, CAST('2100-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY edges.kind, edges.place ORDER BY edges."at", edges.down) AS ends,
                sum(1 - 2 * edges.down) OVER (PARTITION BY edges.kind, edges.place ORDER BY edges."at", edges.down) AS accounts
            FROM (
              SELECT chained.kind AS kind, chained.place AS place, chained."at" AS "at", 0 AS down
              FROM (
                SELECT strangers.kind AS kind, strangers.place AS place, strangers."at" AS "at",
                    lag(strangers."at", 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY strangers.kind, strangers.place, strangers."user" ORDER BY strangers."at", strangers.id) AS previous,
                    lead(strangers."at", 1, CAST('2100-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY strangers.kind, strangers.place, strangers."user" ORDER BY strangers."at", strangers.id) AS next
                FROM strangers
              ) AS chained
              WHERE chained."at" > make_timestamp(epoch_us(chained.previous) + 1000000 * CAST(3600 AS BIGINT))
              UNION ALL
              SELECT chained.kind AS kind, chained.place AS place,
                  make_timestamp(epoch_us(chained."at") + 1000000 * CAST(3600 AS BIGINT)) AS "at",
                  1 AS anon_20
              FROM (
                SELECT strangers.kind AS kind, strangers.place AS place, strangers."at" AS "at",
                    lag(strangers."at", 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY strangers.kind, strangers.place, strangers."user" ORDER BY strangers."at", strangers.id) AS previous,
                    lead(strangers."at", 1, CAST('2100-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY strangers.kind, strangers.place, strangers."user" ORDER BY strangers."at", strangers.id) AS next
                FROM strangers
              ) AS chained
              WHERE chained.next > make_timestamp(epoch_us(chained."at") + 1000000 * CAST(3600 AS BIGINT))
            ) AS edges
          ) AS presence
          WHERE presence.accounts >= 10
        ) AS enough
      ) AS spray_runs
      GROUP BY spray_runs.kind, spray_runs.place, spray_runs.run
    ) AS spans ON strangers.kind = spans.kind
      AND strangers.place = spans.place
    WHERE strangers."at" >= spans.since
      AND strangers."at" <= spans.until
  ) AS within_spans
  WHERE within_spans.kind = 'ip' OR within_spans.by_address = 0
), sprays AS (
  SELECT anon_19.key AS key, anon_19.kind AS kind, anon_19.place AS place,
      anon_19.first_at AS first_at, anon_19.last_at AS last_at, anon_19.counted AS counted,
      anon_19.baseline AS baseline
  FROM (
    SELECT counted_sprays.key AS key, counted_sprays.kind AS kind, counted_sprays.place AS place,
        counted_sprays.first_at AS first_at, counted_sprays.last_at AS last_at,
        counted_sprays.counted AS counted,
        count(*) FILTER (WHERE every_failure."at" >= make_timestamp(epoch_us(counted_sprays.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND every_failure."at" < counted_sprays.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline
    FROM (
      SELECT spray_evidence.kind || ' ' || spray_evidence.place AS key, spray_evidence.kind AS kind,
          spray_evidence.place AS place, min(spray_evidence."at") AS first_at,
          max(spray_evidence."at") AS last_at, count(DISTINCT spray_evidence."user") AS counted
      FROM spray_evidence
      GROUP BY spray_evidence.kind, spray_evidence.place, spray_evidence.run
    ) AS counted_sprays
    JOIN (
      SELECT 'ip' AS kind, failures.ip AS place, failures.id AS id, failures."at" AS "at",
          failures."user" AS "user"
      FROM failures
      WHERE failures.ip IS NOT NULL
        AND failures."user" IS NOT NULL
      UNION ALL
      SELECT 'device' AS kind, failures.device AS place, failures.id AS id, failures."at" AS "at",
          failures."user" AS "user"
      FROM failures
      WHERE failures.device IS NOT NULL
        AND failures."user" IS NOT NULL
    ) AS every_failure ON every_failure.kind = counted_sprays.kind
      AND every_failure.place = counted_sprays.place
    GROUP BY counted_sprays.key, counted_sprays.kind, counted_sprays.place, counted_sprays.first_at,
        counted_sprays.last_at, counted_sprays.counted
  ) AS anon_19
  WHERE anon_19.counted > 3 * anon_19.baseline
), anon_16 AS (
  SELECT anon_17.flag AS flag, anon_17."user" AS "user", anon_17."by" AS "by",
      anon_17.place AS place, anon_17.place_kind AS place_kind, anon_17.first_at AS first_at,
      anon_17.last_at AS last_at, anon_17.counted AS counted, anon_17.threshold AS threshold,
      anon_17.baseline AS baseline, anon_17.ids AS ids, anon_17.aside AS aside,
      anon_17.tried AS tried, anon_17.key AS key
  FROM (
    SELECT 'spray' AS flag, NULL AS "user", NULL AS "by", sprays.place AS place,
        CASE WHEN (sprays.place IS NOT NULL) THEN sprays.kind END AS place_kind,
        sprays.first_at AS first_at, sprays.last_at AS last_at, sprays.counted AS counted,
        10 AS threshold, sprays.baseline AS baseline, NULL AS ids, anon_18.ids AS aside,
        NULL AS tried, sprays.key AS key
    FROM sprays
    LEFT OUTER JOIN (
      SELECT anon_21.key AS key, anon_21.first_at AS first_at,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := anon_21."at", text := anon_21.ids)) FILTER (anon_21.ids IS NOT NULL)), lambda one: one.text), ', ') AS ids
      FROM (
        SELECT sprays.key AS key, sprays.first_at AS first_at, others.ids AS ids,
            others."at" AS "at"
        FROM sprays
        JOIN (
          SELECT every_failure.kind || ' ' || every_failure.place AS key,
              every_failure."at" AS "at", CAST(every_failure.id AS VARCHAR) AS ids
          FROM (
            SELECT 'ip' AS kind, failures.ip AS place, failures.id AS id, failures."at" AS "at",
                failures."user" AS "user"
            FROM failures
            WHERE failures.ip IS NOT NULL
              AND failures."user" IS NOT NULL
            UNION ALL
            SELECT 'device' AS kind, failures.device AS place, failures.id AS id,
                failures."at" AS "at", failures."user" AS "user"
            FROM failures
            WHERE failures.device IS NOT NULL
              AND failures."user" IS NOT NULL
          ) AS every_failure
          LEFT OUTER JOIN spray_evidence ON spray_evidence.kind = every_failure.kind
            AND spray_evidence.place = every_failure.place
            AND spray_evidence.id = every_failure.id
          WHERE spray_evidence.id IS NULL
        ) AS others ON sprays.key = others.key
        WHERE others."at" >= sprays.first_at
          AND others."at" <= sprays.last_at
      ) AS anon_21
      GROUP BY anon_21.key, anon_21.first_at
    ) AS anon_18 ON anon_18.key = sprays.key
      AND anon_18.first_at = sprays.first_at
  ) AS anon_17
  WHERE anon_17.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_17.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_17.last_at DESC, anon_17.key, anon_17.first_at
  LIMIT 10000
), entered AS (
  SELECT bursts.key AS key, bursts.place AS place, bursts.first_at AS first_at,
      bursts.last_at AS last_at, bursts.counted AS counted, bursts.baseline AS baseline,
      min(entries."at") AS entered_at
  FROM bursts
  JOIN entries ON entries."user" = bursts.key
  WHERE entries."at" >= bursts.reached_at
    AND entries."at" <= make_timestamp(epoch_us(bursts.last_at) + 1000000 * CAST(1800 AS BIGINT))
  GROUP BY bursts.key, bursts.place, bursts.first_at, bursts.last_at, bursts.counted,
      bursts.baseline
), anon_25 AS (
  SELECT anon_26.flag AS flag, anon_26."user" AS "user", anon_26."by" AS "by",
      anon_26.place AS place, anon_26.place_kind AS place_kind, anon_26.first_at AS first_at,
      anon_26.last_at AS last_at, anon_26.counted AS counted, anon_26.threshold AS threshold,
      anon_26.baseline AS baseline, anon_26.ids AS ids, anon_26.aside AS aside,
      anon_26.tried AS tried, anon_26.key AS key
  FROM (
    SELECT 'success_after_burst' AS flag, entered.key AS "user", NULL AS "by",
        entered.place AS place, CASE WHEN (entered.place IS NOT NULL) THEN 'ip' END AS place_kind,
        entered.first_at AS first_at, greatest(entered.last_at, entered.entered_at) AS last_at,
        entered.counted AS counted, 10 AS threshold, entered.baseline AS baseline,
        anon_27.ids AS ids, anon_28.ids AS aside, NULL AS tried, entered.key AS key
    FROM entered
    JOIN (
      SELECT anon_29.key AS key, anon_29.first_at AS first_at,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := anon_29."at", text := anon_29.ids)) FILTER (anon_29.ids IS NOT NULL)), lambda one: one.text), ', ') AS ids
      FROM (
        SELECT entered.key AS key, entered.first_at AS first_at, logins.ids AS ids,
            logins."at" AS "at"
        FROM entered
        JOIN (
          SELECT entries."user" AS key, entries."at" AS "at", entries.ids AS ids
          FROM entries
        ) AS logins ON entered.key = logins.key
        WHERE logins."at" = entered.entered_at
      ) AS anon_29
      GROUP BY anon_29.key, anon_29.first_at
    ) AS anon_27 ON anon_27.key = entered.key
      AND anon_27.first_at = entered.first_at
    LEFT OUTER JOIN (
      SELECT anon_30.key AS key, anon_30.first_at AS first_at,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := anon_30."at", text := anon_30.ids)) FILTER (anon_30.ids IS NOT NULL)), lambda one: one.text), ', ') AS ids
      FROM (
        SELECT entered.key AS key, entered.first_at AS first_at, failed.ids AS ids,
            failed."at" AS "at"
        FROM entered
        JOIN (
          SELECT failures."user" AS key, failures."at" AS "at", CAST(failures.id AS VARCHAR) AS ids
          FROM failures
        ) AS failed ON entered.key = failed.key
        WHERE failed."at" > entered.last_at
          AND failed."at" <= entered.entered_at
      ) AS anon_30
      GROUP BY anon_30.key, anon_30.first_at
    ) AS anon_28 ON anon_28.key = entered.key
      AND anon_28.first_at = entered.first_at
  ) AS anon_26
  WHERE anon_26.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_26.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_26.last_at DESC, anon_26.key, anon_26.first_at
  LIMIT 10000
), sign_ins AS (
  SELECT entries."at" AS "at", entries.address AS "user", entries.ip AS ip,
      entries.device AS device, entries.ids AS ids
  FROM entries
  WHERE entries.address IS NOT NULL
), compared AS (
  SELECT first_sign_ins."user" AS "user", first_sign_ins."at" AS "at",
      first_sign_ins.device AS device, first_sign_ins.network AS network, first_sign_ins.ip AS ip,
      first_sign_ins.ids AS ids, first_sign_ins.device_since AS device_since,
      first_sign_ins.network_since AS network_since,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier.ip IS NOT NULL) AS placed,
      count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN earlier.device END) AS devices,
      count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN coalesce(coalesce(nullif(regexp_extract(earlier.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(earlier.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(earlier.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(earlier.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), earlier.ip) END) AS networks,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL) AS from_devices,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier."at" >= first_sign_ins.device_since) AS device_run,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.ip IS NOT NULL AND earlier."at" >= first_sign_ins.network_since) AS network_run
  FROM (
    SELECT arrived."user" AS "user", arrived."at" AS "at",
        coalesce(arrived.device, max(sign_ins.device)) AS device,
        coalesce(arrived.network, max(coalesce(coalesce(nullif(regexp_extract(sign_ins.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(sign_ins.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(sign_ins.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(sign_ins.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), sign_ins.ip))) AS network,
        max(sign_ins.ip) AS ip,
        array_to_string(list_transform(list_sort(list(struct_pack(rank := sign_ins."at", text := sign_ins.ids)) FILTER (sign_ins.ids IS NOT NULL)), lambda one: one.text), ', ') AS ids,
        arrived.device_since AS device_since, arrived.network_since AS network_since
    FROM (
      SELECT arrivals."user" AS "user", arrivals."at" AS "at", max(arrivals.device) AS device,
          max(arrivals.network) AS network, max(arrivals.device_since) AS device_since,
          max(arrivals.network_since) AS network_since
      FROM (
        SELECT newest_device."user" AS "user", newest_device."at" AS "at",
            newest_device.device AS device, NULL AS network, newest_device.since AS device_since,
            NULL AS network_since
        FROM (
          SELECT first_of_device."user" AS "user", first_of_device."at" AS "at",
              first_of_device.device AS device,
              lag(first_of_device."at", 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY first_of_device."user" ORDER BY first_of_device."at", first_of_device.device) AS since
          FROM (
            SELECT sign_ins."user" AS "user", sign_ins.device AS device, min(sign_ins."at") AS "at"
            FROM sign_ins
            WHERE sign_ins.device IS NOT NULL
            GROUP BY sign_ins."user", sign_ins.device
          ) AS first_of_device
        ) AS newest_device
        WHERE newest_device."at" >= CAST('2026-09-29 23:00:00' AS TIMESTAMP)
        UNION ALL
        SELECT newest_network."user" AS "user", newest_network."at" AS "at", NULL AS device,
            newest_network.network AS network, NULL AS device_since,
            newest_network.since AS network_since
        FROM (
          SELECT first_of_network."user" AS "user", first_of_network."at" AS "at",
              first_of_network.network AS network,
              lag(first_of_network."at", 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY first_of_network."user" ORDER BY first_of_network."at", first_of_network.network) AS since
          FROM (
            SELECT known_addresses."user" AS "user",
                coalesce(coalesce(nullif(regexp_extract(known_addresses.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(known_addresses.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(known_addresses.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), known_addresses.ip) AS network,
                min(known_addresses."at") AS "at"
            FROM (
              SELECT sign_ins."user" AS "user", sign_ins.ip AS ip, min(sign_ins."at") AS "at"
              FROM sign_ins
              WHERE sign_ins.ip IS NOT NULL
              GROUP BY sign_ins."user", sign_ins.ip
            ) AS known_addresses
            GROUP BY known_addresses."user",
                coalesce(coalesce(nullif(regexp_extract(known_addresses.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(known_addresses.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(known_addresses.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(known_addresses.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), known_addresses.ip)
          ) AS first_of_network
        ) AS newest_network
        WHERE newest_network."at" >= CAST('2026-09-29 23:00:00' AS TIMESTAMP)
      ) AS arrivals
      GROUP BY arrivals."user", arrivals."at"
    ) AS arrived
    JOIN sign_ins ON sign_ins."user" = arrived."user"
      AND sign_ins."at" = arrived."at"
    GROUP BY arrived."user", arrived."at", arrived.device, arrived.network, arrived.device_since,
        arrived.network_since
  ) AS first_sign_ins
  JOIN sign_ins AS earlier ON earlier."user" = first_sign_ins."user"
  GROUP BY first_sign_ins."user", first_sign_ins."at", first_sign_ins.device,
      first_sign_ins.network, first_sign_ins.ip, first_sign_ins.ids, first_sign_ins.device_since,
      first_sign_ins.network_since
  HAVING (count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL) >= 5 OR count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier."at" >= first_sign_ins.device_since) >= 30 OR count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.ip IS NOT NULL AND earlier."at" >= first_sign_ins.network_since) >= 60)
    AND count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN earlier.device END) < 20
    AND min(earlier."at") <= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-86400 AS BIGINT))
  ORDER BY first_sign_ins."at" DESC, first_sign_ins."user"
  LIMIT 10000
), newcomers AS (
  SELECT compared."user" AS "user", compared."at" AS "at", compared.device AS device,
      compared.network AS network, compared.ip AS ip, compared.ids AS ids,
      compared.placed AS placed, compared.devices AS devices, compared.networks AS networks,
      compared.from_devices AS from_devices, compared.device_run AS device_run,
      compared.network_run AS network_run,
      CASE WHEN (compared.device_since IS NOT NULL AND coalesce(used.device_used, 0) = 0) THEN 1 ELSE 0 END AS new_device,
      CASE WHEN (compared.network_since IS NOT NULL AND coalesce(used.network_used, 0) = 0) THEN 1 ELSE 0 END AS new_network
  FROM compared
  LEFT OUTER JOIN (
    SELECT compared."user" AS "user", compared."at" AS "at",
        count(*) FILTER (WHERE coalesce(active.device = compared.device, false)) AS device_used,
        count(*) FILTER (WHERE coalesce(coalesce(coalesce(nullif(regexp_extract(active.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(active.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(active.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), active.ip) = compared.network, false)) AS network_used
    FROM compared
    JOIN (
      SELECT rows.user_email AS "user", rows.created_at AS "at", rows.device AS device,
          rows.ip AS ip, rows.log_type AS log_type, rows.studio_user_email AS studio_user_email
      FROM (
        SELECT logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.created_at AS created_at, logs.log_type AS log_type, logs.device AS device,
            logs.ip AS ip
        FROM logs
        WHERE logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
    ) AS active ON compared."user" = active."user"
    WHERE active."at" < make_timestamp(epoch_us(compared."at") + 1000000 * CAST(-3600 AS BIGINT))
      AND (coalesce(active.device = compared.device, false) OR coalesce(coalesce(coalesce(nullif(regexp_extract(active.ip, '(?i)^(?:[0:]*:ffff:)?([0-9]+[.][0-9]+[.][0-9]+)[.]', 1), ''), nullif(regexp_extract(active.ip, '^([1-9a-f][0-9a-f]{0,3}(?::[1-9a-f][0-9a-f]{0,3}){2})(?:(?::[0-9a-f]{1,4}){5}|(?::[0-9a-f:]*)?::[0-9a-f:]*)$', 1), ''), CASE WHEN contains(active.ip, ':') AND regexp_matches(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$') THEN regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), '::', concat(':', repeat('0:', 8 - (length(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0')) - length(replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(active.ip), '\x25.*$', ''), '[0-9]+(?:[.][0-9]+){3}$', '0:0'), '^::', '0::'), '::$', '::0'), ':', '')))))), '^0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4}):0*([0-9a-f]{1,4})(?::[0-9a-f]{1,4}){5}$', '\1:\2:\3') END), active.ip) = compared.network, false))
      AND active.studio_user_email IS NULL
      AND NOT (active.log_type IN ('user.login', 'job') OR lower(active.log_type) LIKE lower('user.login.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('pushNotification.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('job.%') ESCAPE '\')
    GROUP BY compared."user", compared."at"
  ) AS used ON used."user" = compared."user"
    AND used."at" = compared."at"
), anon_33 AS (
  SELECT anon_34.flag AS flag, anon_34."user" AS "user", anon_34."by" AS "by",
      anon_34.place AS place, anon_34.place_kind AS place_kind, anon_34.first_at AS first_at,
      anon_34.last_at AS last_at, anon_34.counted AS counted, anon_34.threshold AS threshold,
      anon_34.baseline AS baseline, anon_34.ids AS ids, anon_34.aside AS aside,
      anon_34.tried AS tried, anon_34.key AS key
  FROM (
    SELECT 'new_place' AS flag, newcomers."user" AS "user", NULL AS "by", newcomers.device AS place,
        CASE WHEN (newcomers.device IS NOT NULL) THEN 'device' END AS place_kind,
        newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.placed AS counted,
        5 AS threshold, CAST(newcomers.devices AS DOUBLE PRECISION) AS baseline,
        newcomers.ids AS ids, NULL AS aside, NULL AS tried, newcomers."user" AS key
    FROM newcomers
    WHERE newcomers.new_device = 1
      AND newcomers.new_network = 1
      AND newcomers.placed >= 5
  ) AS anon_34
  WHERE anon_34.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_34.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_34.last_at DESC, anon_34.key, anon_34.first_at
  LIMIT 10000
), anon_37 AS (
  SELECT anon_38.flag AS flag, anon_38."user" AS "user", anon_38."by" AS "by",
      anon_38.place AS place, anon_38.place_kind AS place_kind, anon_38.first_at AS first_at,
      anon_38.last_at AS last_at, anon_38.counted AS counted, anon_38.threshold AS threshold,
      anon_38.baseline AS baseline, anon_38.ids AS ids, anon_38.aside AS aside,
      anon_38.tried AS tried, anon_38.key AS key
  FROM (
    SELECT 'new_device' AS flag, newcomers."user" AS "user", NULL AS "by",
        newcomers.device AS place,
        CASE WHEN (newcomers.device IS NOT NULL) THEN 'device' END AS place_kind,
        newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.device_run AS counted,
        30 AS threshold, CAST(newcomers.devices AS DOUBLE PRECISION) AS baseline,
        newcomers.ids AS ids, NULL AS aside, NULL AS tried, newcomers."user" AS key
    FROM newcomers
    WHERE newcomers.new_device = 1
      AND newcomers.device_run >= 30
      AND NOT (newcomers.new_device = 1 AND newcomers.new_network = 1 AND newcomers.placed >= 5)
  ) AS anon_38
  WHERE anon_38.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_38.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_38.last_at DESC, anon_38.key, anon_38.first_at
  LIMIT 10000
), anon_41 AS (
  SELECT anon_42.flag AS flag, anon_42."user" AS "user", anon_42."by" AS "by",
      anon_42.place AS place, anon_42.place_kind AS place_kind, anon_42.first_at AS first_at,
      anon_42.last_at AS last_at, anon_42.counted AS counted, anon_42.threshold AS threshold,
      anon_42.baseline AS baseline, anon_42.ids AS ids, anon_42.aside AS aside,
      anon_42.tried AS tried, anon_42.key AS key
  FROM (
    SELECT 'new_address' AS flag, newcomers."user" AS "user", NULL AS "by", newcomers.ip AS place,
        CASE WHEN (newcomers.ip IS NOT NULL) THEN 'ip' END AS place_kind,
        newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.network_run AS counted,
        60 AS threshold, CAST(newcomers.networks AS DOUBLE PRECISION) AS baseline,
        newcomers.ids AS ids, NULL AS aside, NULL AS tried, newcomers."user" AS key
    FROM newcomers
    WHERE newcomers.new_network = 1
      AND newcomers.new_device = 0
      AND newcomers.network_run >= 60
  ) AS anon_42
  WHERE anon_42.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_42.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_42.last_at DESC, anon_42.key, anon_42.first_at
  LIMIT 10000
), at_hours AS (
  SELECT sign_ins."user" AS "user", sign_ins."at" AS "at", sign_ins.ip AS ip,
      sign_ins.device AS device, sign_ins.ids AS ids,
      hour(make_timestamp(epoch_us(sign_ins."at") + 1000000 * CAST(CASE WHEN (sign_ins."at" >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 WHEN (sign_ins."at" >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT))) AS hour,
      CAST(make_timestamp(epoch_us(sign_ins."at") + 1000000 * CAST(CASE WHEN (sign_ins."at" >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 WHEN (sign_ins."at" >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT)) AS DATE) AS day
  FROM sign_ins
), first_at_hours AS (
  SELECT at_hours."user" AS "user", at_hours.hour AS hour, min(at_hours."at") AS "at"
  FROM at_hours
  GROUP BY at_hours."user", at_hours.hour
), unusual AS (
  SELECT new_hours."user" AS "user", new_hours.hour AS hour, new_hours."at" AS "at",
      new_hours.hours AS hours,
      max(CASE WHEN (at_hours."at" = new_hours."at") THEN at_hours.ip END) AS ip,
      max(CASE WHEN (at_hours."at" = new_hours."at") THEN at_hours.device END) AS device,
      array_to_string(list_transform(list_sort(list(struct_pack(rank := at_hours."at", text := CASE WHEN (at_hours."at" = new_hours."at") THEN at_hours.ids END)) FILTER (CASE WHEN (at_hours."at" = new_hours."at") THEN at_hours.ids END IS NOT NULL)), lambda one: one.text), ', ') AS ids,
      count(*) FILTER (WHERE at_hours."at" < new_hours."at" AND at_hours."at" >= make_timestamp(epoch_us(new_hours."at") + 1000000 * CAST(-7776000 AS BIGINT))) AS earlier
  FROM (
    SELECT hour."user" AS "user", hour.hour AS hour, hour."at" AS "at",
        count(*) FILTER (WHERE other."at" < hour."at") AS hours
    FROM first_at_hours AS hour
    JOIN first_at_hours AS other ON hour."user" = other."user"
    WHERE hour."at" >= CAST('2026-09-29 23:00:00' AS TIMESTAMP)
    GROUP BY hour."user", hour.hour, hour."at"
    HAVING count(*) FILTER (WHERE other."at" < hour."at" AND ((hour.hour - other.hour) + 25) % 24 <= 2) = 0
  ) AS new_hours
  JOIN at_hours ON at_hours."user" = new_hours."user"
  GROUP BY new_hours."user", new_hours.hour, new_hours."at", new_hours.hours
  HAVING count(*) FILTER (WHERE at_hours."at" < new_hours."at" AND at_hours."at" >= make_timestamp(epoch_us(new_hours."at") + 1000000 * CAST(-7776000 AS BIGINT))) >= 20
    AND count(DISTINCT CASE WHEN (at_hours."at" < new_hours."at" AND at_hours."at" >= make_timestamp(epoch_us(new_hours."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN at_hours.day END) >= 5
  ORDER BY new_hours."at" DESC, new_hours."user"
  LIMIT 10000
), from_strange_devices AS (
  SELECT unusual."user" AS "user", unusual.hour AS hour, unusual."at" AS "at",
      unusual.hours AS hours, unusual.ip AS ip, unusual.device AS device, unusual.ids AS ids,
      unusual.earlier AS earlier
  FROM unusual
  LEFT OUTER JOIN (
    SELECT sign_ins."user" AS "user", sign_ins.device AS device, min(sign_ins."at") AS "at"
    FROM sign_ins
    WHERE sign_ins.device IS NOT NULL
    GROUP BY sign_ins."user", sign_ins.device
  ) AS known ON known."user" = unusual."user"
    AND known.device = unusual.device
  WHERE known."user" IS NULL OR known."at" >= unusual."at"
), anon_45 AS (
  SELECT anon_46.flag AS flag, anon_46."user" AS "user", anon_46."by" AS "by",
      anon_46.place AS place, anon_46.place_kind AS place_kind, anon_46.first_at AS first_at,
      anon_46.last_at AS last_at, anon_46.counted AS counted, anon_46.threshold AS threshold,
      anon_46.baseline AS baseline, anon_46.ids AS ids, anon_46.aside AS aside,
      anon_46.tried AS tried, anon_46.key AS key
  FROM (
    SELECT 'unusual_hour' AS flag, unusual_hours."user" AS "user", NULL AS "by",
        unusual_hours.ip AS place,
        CASE WHEN (unusual_hours.ip IS NOT NULL) THEN 'ip' END AS place_kind,
        unusual_hours."at" AS first_at, unusual_hours."at" AS last_at,
        unusual_hours.earlier AS counted, 20 AS threshold,
        CAST(unusual_hours.hours AS DOUBLE PRECISION) AS baseline, unusual_hours.ids AS ids,
        NULL AS aside, NULL AS tried, unusual_hours."user" AS key
    FROM (
      SELECT from_strange_devices."user" AS "user", from_strange_devices.hour AS hour,
          from_strange_devices."at" AS "at", from_strange_devices.hours AS hours,
          from_strange_devices.ip AS ip, from_strange_devices.device AS device,
          from_strange_devices.ids AS ids, from_strange_devices.earlier AS earlier
      FROM from_strange_devices
      LEFT OUTER JOIN (
        SELECT DISTINCT from_strange_devices."user" AS "user", from_strange_devices."at" AS "at"
        FROM from_strange_devices
        JOIN (
          SELECT rows.user_email AS "user", rows.created_at AS "at", rows.device AS device,
              rows.ip AS ip, rows.log_type AS log_type, rows.studio_user_email AS studio_user_email
          FROM (
            SELECT logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
                logs.created_at AS created_at, logs.log_type AS log_type, logs.device AS device,
                logs.ip AS ip
            FROM logs
            WHERE logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
          ) AS rows
        ) AS active ON from_strange_devices."user" = active."user"
        WHERE active."at" < make_timestamp(epoch_us(from_strange_devices."at") + 1000000 * CAST(-3600 AS BIGINT))
          AND (((hour(make_timestamp(epoch_us(active."at") + 1000000 * CAST(CASE WHEN (active."at" >= CAST('2026-10-25 01:00:00' AS TIMESTAMP)) THEN 0 WHEN (active."at" >= CAST('2026-03-29 01:00:00' AS TIMESTAMP)) THEN 3600 ELSE 0 END AS BIGINT))) - from_strange_devices.hour) + 25) % 24 <= 2 OR active.device = from_strange_devices.device)
          AND active.studio_user_email IS NULL
          AND NOT (active.log_type IN ('user.login', 'job') OR lower(active.log_type) LIKE lower('user.login.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('pushNotification.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('job.%') ESCAPE '\')
      ) AS used ON used."user" = from_strange_devices."user"
        AND used."at" = from_strange_devices."at"
      WHERE used."user" IS NULL
    ) AS unusual_hours
  ) AS anon_46
  WHERE anon_46.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_46.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_46.last_at DESC, anon_46.key, anon_46.first_at
  LIMIT 10000
), removed_factors AS (
  SELECT account.id AS id, account.created_at AS created_at, account.log_type AS log_type,
      account.what AS what, account."user" AS "user", account."by" AS "by",
      account.on_behalf AS on_behalf
  FROM (
    SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
        CASE rows.log_type WHEN 'user.twofactor.remove' THEN 'removed' WHEN 'organization.user.twofactor.remove' THEN 'removed' END AS what,
        coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END) AS "user",
        coalesce(rows.studio_user_email, rows.user_email) AS "by",
        rows.log_type IN ('organization.user.twofactor.remove')
      AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), false) AS on_behalf
    FROM (
      SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
          logs.subject_user AS subject_user
      FROM logs
      WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('user.twofactor.remove', 'organization.user.twofactor.remove'), false)
    ) AS rows
  ) AS account
), anon_49 AS (
  SELECT anon_50.flag AS flag, anon_50."user" AS "user", anon_50."by" AS "by",
      anon_50.place AS place, anon_50.place_kind AS place_kind, anon_50.first_at AS first_at,
      anon_50.last_at AS last_at, anon_50.counted AS counted, anon_50.threshold AS threshold,
      anon_50.baseline AS baseline, anon_50.ids AS ids, anon_50.aside AS aside,
      anon_50.tried AS tried, anon_50.key AS key
  FROM (
    SELECT 'two_factor_then_new_device' AS flag, unprotected."user" AS "user",
        unprotected."by" AS "by", unprotected.device AS place,
        CASE WHEN (unprotected.device IS NOT NULL) THEN 'device' END AS place_kind,
        unprotected.removed_at AS first_at, unprotected."at" AS last_at,
        unprotected.removals AS counted, 1 AS threshold,
        CAST(unprotected.devices AS DOUBLE PRECISION) AS baseline,
        unprotected.removal_ids || ', ' || unprotected.ids AS ids, NULL AS aside, NULL AS tried,
        unprotected."user" AS key
    FROM (
      SELECT newcomers."user" AS "user", newcomers.device AS device, newcomers."at" AS "at",
          newcomers.devices AS devices, newcomers.ids AS ids,
          min(removed_factors.created_at) AS removed_at,
          count(removed_factors.created_at) AS removals,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := removed_factors.created_at, text := CAST(removed_factors.id AS VARCHAR))) FILTER (CAST(removed_factors.id AS VARCHAR) IS NOT NULL)), lambda one: one.text), ', ') AS removal_ids,
          max(CASE WHEN removed_factors.on_behalf THEN removed_factors."by" END) AS "by"
      FROM newcomers
      JOIN removed_factors ON newcomers."user" = removed_factors."user"
      WHERE removed_factors.created_at <= newcomers."at"
        AND newcomers."at" <= make_timestamp(epoch_us(removed_factors.created_at) + 1000000 * CAST(86400 AS BIGINT))
        AND newcomers.new_device = 1
        AND newcomers.from_devices >= 5
      GROUP BY newcomers."user", newcomers.device, newcomers."at", newcomers.devices, newcomers.ids
    ) AS unprotected
  ) AS anon_50
  WHERE anon_50.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_50.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_50.last_at DESC, anon_50.key, anon_50.first_at
  LIMIT 10000
), anon_53 AS (
  SELECT anon_54.flag AS flag, anon_54."user" AS "user", anon_54."by" AS "by",
      anon_54.place AS place, anon_54.place_kind AS place_kind, anon_54.first_at AS first_at,
      anon_54.last_at AS last_at, anon_54.counted AS counted, anon_54.threshold AS threshold,
      anon_54.baseline AS baseline, anon_54.ids AS ids, anon_54.aside AS aside,
      anon_54.tried AS tried, anon_54.key AS key
  FROM (
    SELECT 'two_factor_removed_for_someone' AS flag, removed_runs."user" AS "user",
        removed_runs."by" AS "by", NULL AS place, NULL AS place_kind,
        removed_runs.first_at AS first_at, removed_runs.last_at AS last_at,
        removed_runs.counted AS counted, 1 AS threshold,
        CAST(removed_runs.baseline AS DOUBLE PRECISION) AS baseline, removed_runs.ids AS ids,
        NULL AS aside, NULL AS tried,
        coalesce(removed_runs."user", '') || '
' || coalesce(removed_runs."by", '') AS key
    FROM (
      SELECT removed_for."user" AS "user", removed_for."by" AS "by",
          min(removed_for."at") AS first_at, max(removed_for."at") AS last_at,
          count(*) FILTER (WHERE removed_for."at" IS NOT NULL) AS counted,
          min(removed_for.earlier) AS baseline,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := removed_for."at", text := CAST(removed_for.id AS VARCHAR))) FILTER (CAST(removed_for.id AS VARCHAR) IS NOT NULL)), lambda one: one.text), ', ') AS ids
      FROM (
        SELECT each."user" AS "user", each."by" AS "by", each."at" AS "at", each.id AS id,
            sum(each.apart) OVER (PARTITION BY each."user", each."by" ORDER BY each."at", each.id) AS run,
            row_number() OVER (PARTITION BY each."by" ORDER BY each."at", each.id) - 1 AS earlier
        FROM (
          SELECT removed_factors."user" AS "user", removed_factors."by" AS "by",
              removed_factors.created_at AS "at", removed_factors.id AS id,
              CASE WHEN (removed_factors.created_at > make_timestamp(epoch_us(lag(removed_factors.created_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY removed_factors."user", removed_factors."by" ORDER BY removed_factors.created_at, removed_factors.id)) + 1000000 * CAST(3600 AS BIGINT))) THEN 1 ELSE 0 END AS apart
          FROM removed_factors
          WHERE removed_factors.on_behalf
        ) AS each
      ) AS removed_for
      GROUP BY removed_for."user", removed_for."by", removed_for.run
    ) AS removed_runs
  ) AS anon_54
  WHERE anon_54.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_54.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_54.last_at DESC, anon_54.key, anon_54.first_at
  LIMIT 10000
), failed_logs AS (
  SELECT attempts.id AS id
  FROM (
    SELECT tried.created_at AS "at", tried.id AS id, tried.companion_id AS companion_id,
        tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
        tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
    FROM (
      SELECT attempts.id AS id, attempts.companion_id AS companion_id,
          attempts.created_at AS created_at, attempts.log_type AS log_type,
          attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
          attempts.user_email AS user_email, attempts.user_id AS user_id,
          attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
          attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
          attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
          attempts.run_until AS run_until
      FROM attempts
      WHERE attempts.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
        AND attempts.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
        AND attempts.app_id IN (1, 2)
    ) AS tried
  ) AS attempts
  WHERE attempts.failed = 1
  UNION ALL
  SELECT attempts.companion_id AS companion_id
  FROM (
    SELECT tried.created_at AS "at", tried.id AS id, tried.companion_id AS companion_id,
        tried.succeeded + tried.failed + tried.first + tried.sso AS attempts,
        tried.succeeded AS succeeded, tried.failed AS failed, tried.first AS first, tried.sso AS sso
    FROM (
      SELECT attempts.id AS id, attempts.companion_id AS companion_id,
          attempts.created_at AS created_at, attempts.log_type AS log_type,
          attempts.category AS category, attempts.app_id AS app_id, attempts.app_name AS app_name,
          attempts.user_email AS user_email, attempts.user_id AS user_id,
          attempts.studio_user_email AS studio_user_email, attempts.ip AS ip,
          attempts.device AS device, attempts.succeeded AS succeeded, attempts.failed AS failed,
          attempts.first AS first, attempts.sso AS sso, attempts.run_from AS run_from,
          attempts.run_until AS run_until
      FROM attempts
      WHERE attempts.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
        AND attempts.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
        AND attempts.app_id IN (1, 2)
    ) AS tried
  ) AS attempts
  WHERE attempts.failed = 1
    AND attempts.companion_id IS NOT NULL
), anon_57 AS (
  SELECT anon_58.flag AS flag, anon_58."user" AS "user", anon_58."by" AS "by",
      anon_58.place AS place, anon_58.place_kind AS place_kind, anon_58.first_at AS first_at,
      anon_58.last_at AS last_at, anon_58.counted AS counted, anon_58.threshold AS threshold,
      anon_58.baseline AS baseline, anon_58.ids AS ids, anon_58.aside AS aside,
      anon_58.tried AS tried, anon_58.key AS key
  FROM (
    SELECT 'granted_and_used' AS flag, used."user" AS "user", max(used."by") AS "by", NULL AS place,
        NULL AS place_kind, min(used."at") AS first_at, used.last_at AS last_at,
        max(used.counted) AS counted, 1 AS threshold, min(used.baseline) AS baseline,
        array_to_string(list_transform(list_sort(list(struct_pack(rank := used."at", text := used.grant_id)) FILTER (used.grant_id IS NOT NULL)), lambda one: one.text), ', ') || ', ' || arg_max(used.ids, (used.counted, used.ids)) FILTER (WHERE used.ids IS NOT NULL) AS ids,
        NULL AS aside, NULL AS tried, used."user" AS key
    FROM (
      SELECT kinds."user" AS "user", kinds."by" AS "by", kinds."at" AS "at",
          CAST(kinds.id AS VARCHAR) AS grant_id,
          array_to_string(list_transform(list_sort(list(struct_pack(rank := kinds.last_at, text := CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.ids END)) FILTER (CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.ids END IS NOT NULL)), lambda one: one.text), ', ') AS ids,
          max(CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.last_at END) AS last_at,
          sum(CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.after ELSE 0 END) AS counted,
          CAST(sum(kinds.before) AS DOUBLE PRECISION) AS baseline
      FROM (
        SELECT grants.id AS id, grants."at" AS "at", grants."user" AS "user", grants."by" AS "by",
            grants.app_id AS app_id,
            count(*) FILTER (WHERE rows.created_at > grants."at" AND failed_ones.id IS NULL) AS after,
            count(*) FILTER (WHERE rows.created_at <= grants."at") AS before,
            max(CASE WHEN (rows.created_at > grants."at" AND failed_ones.id IS NULL) THEN rows.created_at END) AS last_at,
            array_to_string(list_transform(list_sort(list(struct_pack(rank := rows.created_at, text := CASE WHEN (rows.created_at > grants."at" AND failed_ones.id IS NULL) THEN CAST(rows.id AS VARCHAR) END)) FILTER (CASE WHEN (rows.created_at > grants."at" AND failed_ones.id IS NULL) THEN CAST(rows.id AS VARCHAR) END IS NOT NULL)), lambda one: one.text), ', ') AS ids
        FROM (
          SELECT account.id AS id, account.created_at AS "at", account."user" AS "user",
              account."by" AS "by", account.app_id AS app_id
          FROM (
            SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
                CASE rows.log_type WHEN 'organization.user.create' THEN 'granted' WHEN 'organization.user.update' THEN 'granted' WHEN 'organization.user.app.create' THEN 'granted' WHEN 'organization.user.app.update' THEN 'granted' WHEN 'app.user.create' THEN 'granted' WHEN 'app.user.update' THEN 'granted' END AS what,
                coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.update', 'organization.user.app.create', 'organization.user.app.update', 'app.user.create', 'app.user.update'))) THEN rows.user_email END) AS "user",
                coalesce(rows.studio_user_email, rows.user_email) AS "by",
                rows.log_type IN ('organization.user.create', 'organization.user.update', 'organization.user.app.create', 'organization.user.app.update')
              AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.update', 'organization.user.app.create', 'organization.user.app.update', 'app.user.create', 'app.user.update'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.create', 'organization.user.update', 'organization.user.app.create', 'organization.user.app.update', 'app.user.create', 'app.user.update'))) THEN rows.user_email END), false) AS on_behalf,
                  rows.role AS role, rows.app_id AS app_id
            FROM (
              SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
                  logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
                  logs.subject_user AS subject_user, logs.role AS role, logs.app_id AS app_id
              FROM logs
              WHERE logs.created_at >= CAST('2026-09-29 23:00:00' AS TIMESTAMP)
                AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
                AND logs.app_id IN (1, 2)
                AND coalesce(logs.log_type IN ('organization.user.create', 'organization.user.update', 'organization.user.app.create', 'organization.user.app.update', 'app.user.create', 'app.user.update'), false)
            ) AS rows
          ) AS account
          WHERE account."user" IS NOT NULL
            AND account."by" IS NOT NULL
            AND account."user" != account."by"
            AND ((account.log_type NOT IN ('organization.user.update', 'organization.user.app.update', 'app.user.update')) OR account.role != '')
        ) AS grants
        JOIN (
          SELECT logs.id AS id, logs.user_email AS user_email,
              logs.studio_user_email AS studio_user_email, logs.created_at AS created_at,
              logs.log_type AS log_type, logs.app_id AS app_id
          FROM logs
          WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
        ) AS rows ON rows.user_email = grants."user"
        LEFT OUTER JOIN (
          SELECT DISTINCT failed_logs.id AS id
          FROM failed_logs
        ) AS failed_ones ON failed_ones.id = rows.id
        WHERE rows.created_at >= make_timestamp(epoch_us(grants."at") + 1000000 * CAST(-7776000 AS BIGINT))
          AND rows.created_at <= make_timestamp(epoch_us(grants."at") + 1000000 * CAST(3600 AS BIGINT))
          AND (grants.app_id IS NULL OR rows.app_id = grants.app_id)
          AND rows.studio_user_email IS NULL
          AND NOT (rows.log_type IN ('job') OR lower(rows.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('pushNotification.%') ESCAPE '\' OR lower(rows.log_type) LIKE lower('job.%') ESCAPE '\')
        GROUP BY grants.id, grants."at", grants."user", grants."by", grants.app_id,
            CASE WHEN (rows.log_type = 'user.login.failed') THEN 'user.login' ELSE rows.log_type END
      ) AS kinds
      GROUP BY kinds.id, kinds."user", kinds."by", kinds."at"
    ) AS used
    WHERE used.counted > 0
    GROUP BY used."user", used.last_at
  ) AS anon_58
  WHERE anon_58.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_58.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_58.last_at DESC, anon_58.key, anon_58.first_at
  LIMIT 10000
), removals AS (
  SELECT rows.id AS id, rows.created_at AS "at",
      coalesce(rows.studio_user_email, rows.user_email) AS "user"
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.user_email AS user_email,
        logs.studio_user_email AS studio_user_email
    FROM logs
    WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND coalesce(logs.log_type IN ('organization.user.delete', 'organization.user.twofactor.remove', 'organization.user.app.remove', 'app.user.remove', 'app.token.remove', 'app.page.settings.remove', 'app.page.widget.remove', 'app.page.remove', 'app.page.delete', 'app.widget.delete', 'app.widget.remove', 'app.remove', 'app.delete', 'app.publish.web.remove', 'dataSource.entry.delete', 'dataSource.remove', 'dataSource.delete', 'mediaFile.remove', 'mediaFolder.remove'), false)
  ) AS rows
), many AS (
  SELECT anon_63.key AS key, anon_63.first_at AS first_at, anon_63.last_at AS last_at,
      anon_63.reached_at AS reached_at, anon_63.counted AS counted, anon_63.baseline AS baseline
  FROM (
    SELECT removal_runs.key AS key, removal_runs.first_at AS first_at,
        removal_runs.last_at AS last_at, removal_runs.reached_at AS reached_at,
        count(*) FILTER (WHERE removals."at" BETWEEN removal_runs.first_at AND removal_runs.last_at) AS counted,
        count(*) FILTER (WHERE removals."at" >= make_timestamp(epoch_us(removal_runs.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND removals."at" < removal_runs.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline
    FROM (
      SELECT removal_runs_numbered.key AS key, min(removal_runs_numbered.first_at) AS first_at,
          max(removal_runs_numbered.last_at) AS last_at,
          min(removal_runs_numbered.last_at) AS reached_at
      FROM (
        SELECT removal_runs_marked.key AS key, removal_runs_marked.first_at AS first_at,
            removal_runs_marked.last_at AS last_at,
            sum(removal_runs_marked.begins) OVER (PARTITION BY removal_runs_marked.key ORDER BY removal_runs_marked.last_at, removal_runs_marked.id) AS run
        FROM (
          SELECT removal_runs_ends.key AS key, removal_runs_ends.first_at AS first_at,
              removal_runs_ends.last_at AS last_at, removal_runs_ends.id AS id,
              CASE WHEN (removal_runs_ends.first_at > make_timestamp(epoch_us(lag(removal_runs_ends.last_at, 1, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY removal_runs_ends.key ORDER BY removal_runs_ends.last_at, removal_runs_ends.id)) + 1000000 * CAST(600 AS BIGINT))) THEN 1 ELSE 0 END AS begins
          FROM (
            SELECT removal_runs_every.key AS key, removal_runs_every.id AS id,
                removal_runs_every.first_at AS first_at, removal_runs_every.last_at AS last_at
            FROM (
              SELECT removals."user" AS key, removals.id AS id,
                  lag(removals."at", 9, CAST('1970-01-01 00:00:00' AS TIMESTAMP)) OVER (PARTITION BY removals."user" ORDER BY removals."at", removals.id) AS first_at,
                  removals."at" AS last_at
              FROM removals
              WHERE removals."user" IS NOT NULL
            ) AS removal_runs_every
            WHERE removal_runs_every.last_at >= removal_runs_every.first_at
              AND removal_runs_every.first_at >= make_timestamp(epoch_us(removal_runs_every.last_at) + 1000000 * CAST(-600 AS BIGINT))
          ) AS removal_runs_ends
        ) AS removal_runs_marked
      ) AS removal_runs_numbered
      GROUP BY removal_runs_numbered.key, removal_runs_numbered.run
    ) AS removal_runs
    JOIN removals ON removals."user" = removal_runs.key
    GROUP BY removal_runs.key, removal_runs.first_at, removal_runs.last_at, removal_runs.reached_at
  ) AS anon_63
  WHERE anon_63.counted > 3 * anon_63.baseline
), anon_61 AS (
  SELECT anon_62.flag AS flag, anon_62."user" AS "user", anon_62."by" AS "by",
      anon_62.place AS place, anon_62.place_kind AS place_kind, anon_62.first_at AS first_at,
      anon_62.last_at AS last_at, anon_62.counted AS counted, anon_62.threshold AS threshold,
      anon_62.baseline AS baseline, anon_62.ids AS ids, anon_62.aside AS aside,
      anon_62.tried AS tried, anon_62.key AS key
  FROM (
    SELECT 'many_removals' AS flag, many.key AS "user", NULL AS "by", NULL AS place,
        NULL AS place_kind, many.first_at AS first_at, many.last_at AS last_at,
        many.counted AS counted, 10 AS threshold, many.baseline AS baseline, NULL AS ids,
        NULL AS aside, NULL AS tried, many.key AS key
    FROM many
  ) AS anon_62
  WHERE anon_62.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
    AND anon_62.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
  ORDER BY anon_62.last_at DESC, anon_62.key, anon_62.first_at
  LIMIT 10000
)
SELECT flags.flag, flags."user", flags."by", flags.place, flags.place_kind, flags.first_at,
    flags.last_at, flags.counted, flags.threshold, flags.baseline, flags.ids, flags.aside,
    flags.tried
FROM (
  SELECT DISTINCT anon_1.flag AS flag, anon_1."user" AS "user", anon_1."by" AS "by",
      anon_1.place AS place, anon_1.place_kind AS place_kind, anon_1.first_at AS first_at,
      anon_1.last_at AS last_at, anon_1.counted AS counted, anon_1.threshold AS threshold,
      anon_1.baseline AS baseline, anon_1.ids AS ids, anon_1.aside AS aside, anon_1.tried AS tried
  FROM (
    SELECT anon_2.flag AS flag, anon_2."user" AS "user", anon_2."by" AS "by", anon_2.place AS place,
        anon_2.place_kind AS place_kind, anon_2.first_at AS first_at, anon_2.last_at AS last_at,
        anon_2.counted AS counted, anon_2.threshold AS threshold, anon_2.baseline AS baseline,
        anon_2.ids AS ids, anon_2.aside AS aside, anon_2.tried AS tried
    FROM anon_2
    JOIN (
      SELECT coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR)) AS key,
          rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user, logs.user_id AS user_id
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND logs.log_type IN ('user.login.failed')
      ) AS rows
    ) AS anon_5 ON anon_2.key = anon_5.key
    WHERE anon_5."at" >= anon_2.first_at
      AND anon_5."at" <= anon_2.last_at
  ) AS anon_1
  UNION ALL
  SELECT DISTINCT anon_6.flag AS flag, anon_6."user" AS "user", anon_6."by" AS "by",
      anon_6.place AS place, anon_6.place_kind AS place_kind, anon_6.first_at AS first_at,
      anon_6.last_at AS last_at, anon_6.counted AS counted, anon_6.threshold AS threshold,
      anon_6.baseline AS baseline, anon_6.ids AS ids, anon_6.aside AS aside, anon_6.tried AS tried
  FROM (
    SELECT anon_7.flag AS flag, anon_7."user" AS "user", anon_7."by" AS "by", anon_7.place AS place,
        anon_7.place_kind AS place_kind, anon_7.first_at AS first_at, anon_7.last_at AS last_at,
        anon_7.counted AS counted, anon_7.threshold AS threshold, anon_7.baseline AS baseline,
        anon_7.ids AS ids, anon_7.aside AS aside, anon_7.tried AS tried
    FROM anon_7
    JOIN (
      SELECT anon_14.key AS key, anon_14."at" AS "at"
      FROM (
        SELECT rows.ip AS key, rows.created_at AS "at"
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user, logs.user_id AS user_id, logs.ip AS ip,
              logs.device AS device
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND logs.log_type IN ('user.login.failed')
        ) AS rows
        WHERE coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR)) IS NULL
          AND rows.ip IS NOT NULL
        UNION ALL
        SELECT rows.device AS key, rows.created_at AS "at"
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user, logs.user_id AS user_id, logs.ip AS ip,
              logs.device AS device
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND logs.log_type IN ('user.login.failed')
        ) AS rows
        WHERE coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR)) IS NULL
          AND rows.device IS NOT NULL
      ) AS anon_14
    ) AS anon_13 ON anon_7.key = anon_13.key
    WHERE anon_13."at" >= anon_7.first_at
      AND anon_13."at" <= anon_7.last_at
  ) AS anon_6
  UNION ALL
  SELECT DISTINCT anon_15.flag AS flag, anon_15."user" AS "user", anon_15."by" AS "by",
      anon_15.place AS place, anon_15.place_kind AS place_kind, anon_15.first_at AS first_at,
      anon_15.last_at AS last_at, anon_15.counted AS counted, anon_15.threshold AS threshold,
      anon_15.baseline AS baseline, anon_15.ids AS ids, anon_15.aside AS aside,
      anon_15.tried AS tried
  FROM (
    SELECT anon_16.flag AS flag, anon_16."user" AS "user", anon_16."by" AS "by",
        anon_16.place AS place, anon_16.place_kind AS place_kind, anon_16.first_at AS first_at,
        anon_16.last_at AS last_at, anon_16.counted AS counted, anon_16.threshold AS threshold,
        anon_16.baseline AS baseline, anon_16.ids AS ids, anon_16.aside AS aside,
        anon_16.tried AS tried
    FROM anon_16
    JOIN (
      SELECT anon_23.key AS key, anon_23."at" AS "at"
      FROM (
        SELECT 'ip' || ' ' || rows.ip AS key, rows.created_at AS "at"
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user, logs.ip AS ip, logs.device AS device
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND logs.log_type IN ('user.login.failed')
        ) AS rows
        WHERE rows.ip IS NOT NULL
        UNION ALL
        SELECT 'device' || ' ' || rows.device AS key, rows.created_at AS "at"
        FROM (
          SELECT logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user, logs.ip AS ip, logs.device AS device
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND logs.log_type IN ('user.login.failed')
        ) AS rows
        WHERE rows.device IS NOT NULL
      ) AS anon_23
    ) AS anon_22 ON anon_16.key = anon_22.key
    WHERE anon_22."at" >= anon_16.first_at
      AND anon_22."at" <= anon_16.last_at
  ) AS anon_15
  UNION ALL
  SELECT DISTINCT anon_24.flag AS flag, anon_24."user" AS "user", anon_24."by" AS "by",
      anon_24.place AS place, anon_24.place_kind AS place_kind, anon_24.first_at AS first_at,
      anon_24.last_at AS last_at, anon_24.counted AS counted, anon_24.threshold AS threshold,
      anon_24.baseline AS baseline, anon_24.ids AS ids, anon_24.aside AS aside,
      anon_24.tried AS tried
  FROM (
    SELECT anon_25.flag AS flag, anon_25."user" AS "user", anon_25."by" AS "by",
        anon_25.place AS place, anon_25.place_kind AS place_kind, anon_25.first_at AS first_at,
        anon_25.last_at AS last_at, anon_25.counted AS counted, anon_25.threshold AS threshold,
        anon_25.baseline AS baseline, anon_25.ids AS ids, anon_25.aside AS aside,
        anon_25.tried AS tried
    FROM anon_25
    JOIN (
      SELECT coalesce(rows.user_email, 'number ' || CAST(rows.user_id AS VARCHAR)) AS key,
          rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user, logs.user_id AS user_id
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_31 ON anon_25.key = anon_31.key
    WHERE anon_31."at" >= anon_25.first_at
      AND anon_31."at" <= anon_25.last_at
  ) AS anon_24
  UNION ALL
  SELECT DISTINCT anon_32.flag AS flag, anon_32."user" AS "user", anon_32."by" AS "by",
      anon_32.place AS place, anon_32.place_kind AS place_kind, anon_32.first_at AS first_at,
      anon_32.last_at AS last_at, anon_32.counted AS counted, anon_32.threshold AS threshold,
      anon_32.baseline AS baseline, anon_32.ids AS ids, anon_32.aside AS aside,
      anon_32.tried AS tried
  FROM (
    SELECT anon_33.flag AS flag, anon_33."user" AS "user", anon_33."by" AS "by",
        anon_33.place AS place, anon_33.place_kind AS place_kind, anon_33.first_at AS first_at,
        anon_33.last_at AS last_at, anon_33.counted AS counted, anon_33.threshold AS threshold,
        anon_33.baseline AS baseline, anon_33.ids AS ids, anon_33.aside AS aside,
        anon_33.tried AS tried
    FROM anon_33
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_35 ON anon_33.key = anon_35.key
    WHERE anon_35."at" >= anon_33.first_at
      AND anon_35."at" <= anon_33.last_at
  ) AS anon_32
  UNION ALL
  SELECT DISTINCT anon_36.flag AS flag, anon_36."user" AS "user", anon_36."by" AS "by",
      anon_36.place AS place, anon_36.place_kind AS place_kind, anon_36.first_at AS first_at,
      anon_36.last_at AS last_at, anon_36.counted AS counted, anon_36.threshold AS threshold,
      anon_36.baseline AS baseline, anon_36.ids AS ids, anon_36.aside AS aside,
      anon_36.tried AS tried
  FROM (
    SELECT anon_37.flag AS flag, anon_37."user" AS "user", anon_37."by" AS "by",
        anon_37.place AS place, anon_37.place_kind AS place_kind, anon_37.first_at AS first_at,
        anon_37.last_at AS last_at, anon_37.counted AS counted, anon_37.threshold AS threshold,
        anon_37.baseline AS baseline, anon_37.ids AS ids, anon_37.aside AS aside,
        anon_37.tried AS tried
    FROM anon_37
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_39 ON anon_37.key = anon_39.key
    WHERE anon_39."at" >= anon_37.first_at
      AND anon_39."at" <= anon_37.last_at
  ) AS anon_36
  UNION ALL
  SELECT DISTINCT anon_40.flag AS flag, anon_40."user" AS "user", anon_40."by" AS "by",
      anon_40.place AS place, anon_40.place_kind AS place_kind, anon_40.first_at AS first_at,
      anon_40.last_at AS last_at, anon_40.counted AS counted, anon_40.threshold AS threshold,
      anon_40.baseline AS baseline, anon_40.ids AS ids, anon_40.aside AS aside,
      anon_40.tried AS tried
  FROM (
    SELECT anon_41.flag AS flag, anon_41."user" AS "user", anon_41."by" AS "by",
        anon_41.place AS place, anon_41.place_kind AS place_kind, anon_41.first_at AS first_at,
        anon_41.last_at AS last_at, anon_41.counted AS counted, anon_41.threshold AS threshold,
        anon_41.baseline AS baseline, anon_41.ids AS ids, anon_41.aside AS aside,
        anon_41.tried AS tried
    FROM anon_41
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_43 ON anon_41.key = anon_43.key
    WHERE anon_43."at" >= anon_41.first_at
      AND anon_43."at" <= anon_41.last_at
  ) AS anon_40
  UNION ALL
  SELECT DISTINCT anon_44.flag AS flag, anon_44."user" AS "user", anon_44."by" AS "by",
      anon_44.place AS place, anon_44.place_kind AS place_kind, anon_44.first_at AS first_at,
      anon_44.last_at AS last_at, anon_44.counted AS counted, anon_44.threshold AS threshold,
      anon_44.baseline AS baseline, anon_44.ids AS ids, anon_44.aside AS aside,
      anon_44.tried AS tried
  FROM (
    SELECT anon_45.flag AS flag, anon_45."user" AS "user", anon_45."by" AS "by",
        anon_45.place AS place, anon_45.place_kind AS place_kind, anon_45.first_at AS first_at,
        anon_45.last_at AS last_at, anon_45.counted AS counted, anon_45.threshold AS threshold,
        anon_45.baseline AS baseline, anon_45.ids AS ids, anon_45.aside AS aside,
        anon_45.tried AS tried
    FROM anon_45
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_47 ON anon_45.key = anon_47.key
    WHERE anon_47."at" >= anon_45.first_at
      AND anon_47."at" <= anon_45.last_at
  ) AS anon_44
  UNION ALL
  SELECT DISTINCT anon_48.flag AS flag, anon_48."user" AS "user", anon_48."by" AS "by",
      anon_48.place AS place, anon_48.place_kind AS place_kind, anon_48.first_at AS first_at,
      anon_48.last_at AS last_at, anon_48.counted AS counted, anon_48.threshold AS threshold,
      anon_48.baseline AS baseline, anon_48.ids AS ids, anon_48.aside AS aside,
      anon_48.tried AS tried
  FROM (
    SELECT anon_49.flag AS flag, anon_49."user" AS "user", anon_49."by" AS "by",
        anon_49.place AS place, anon_49.place_kind AS place_kind, anon_49.first_at AS first_at,
        anon_49.last_at AS last_at, anon_49.counted AS counted, anon_49.threshold AS threshold,
        anon_49.baseline AS baseline, anon_49.ids AS ids, anon_49.aside AS aside,
        anon_49.tried AS tried
    FROM anon_49
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('user.login', 'user.twofactor.remove', 'organization.user.twofactor.remove') OR lower(logs.log_type) LIKE lower('user.login.%') ESCAPE '\', false)
      ) AS rows
    ) AS anon_51 ON anon_49.key = anon_51.key
    WHERE anon_51."at" >= anon_49.first_at
      AND anon_51."at" <= anon_49.last_at
  ) AS anon_48
  UNION ALL
  SELECT DISTINCT anon_52.flag AS flag, anon_52."user" AS "user", anon_52."by" AS "by",
      anon_52.place AS place, anon_52.place_kind AS place_kind, anon_52.first_at AS first_at,
      anon_52.last_at AS last_at, anon_52.counted AS counted, anon_52.threshold AS threshold,
      anon_52.baseline AS baseline, anon_52.ids AS ids, anon_52.aside AS aside,
      anon_52.tried AS tried
  FROM (
    SELECT anon_53.flag AS flag, anon_53."user" AS "user", anon_53."by" AS "by",
        anon_53.place AS place, anon_53.place_kind AS place_kind, anon_53.first_at AS first_at,
        anon_53.last_at AS last_at, anon_53.counted AS counted, anon_53.threshold AS threshold,
        anon_53.baseline AS baseline, anon_53.ids AS ids, anon_53.aside AS aside,
        anon_53.tried AS tried
    FROM anon_53
    JOIN (
      SELECT coalesce(account."user", '') || '
' || coalesce(account."by", '') AS key,
          account.created_at AS "at"
      FROM (
        SELECT rows.id AS id, rows.created_at AS created_at, rows.log_type AS log_type,
            CASE rows.log_type WHEN 'user.twofactor.remove' THEN 'removed' WHEN 'organization.user.twofactor.remove' THEN 'removed' END AS what,
            coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END) AS "user",
            coalesce(rows.studio_user_email, rows.user_email) AS "by",
            rows.log_type IN ('organization.user.twofactor.remove')
          AND coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), true) OR coalesce(coalesce(rows.studio_user_email, rows.user_email) != coalesce(rows.subject_user, CASE WHEN ((rows.log_type NOT IN ('organization.user.twofactor.remove'))) THEN rows.user_email END), false) AS on_behalf
        FROM (
          SELECT logs.id AS id, logs.created_at AS created_at, logs.log_type AS log_type,
              logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
              logs.subject_user AS subject_user
          FROM logs
          WHERE lower(logs.app_name) = lower('Shop')
            AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
            AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
            AND logs.app_id IN (1, 2)
            AND coalesce(logs.log_type IN ('user.twofactor.remove', 'organization.user.twofactor.remove'), false)
        ) AS rows
      ) AS account
    ) AS anon_55 ON anon_53.key = anon_55.key
    WHERE anon_55."at" >= anon_53.first_at
      AND anon_55."at" <= anon_53.last_at
  ) AS anon_52
  UNION ALL
  SELECT DISTINCT anon_56.flag AS flag, anon_56."user" AS "user", anon_56."by" AS "by",
      anon_56.place AS place, anon_56.place_kind AS place_kind, anon_56.first_at AS first_at,
      anon_56.last_at AS last_at, anon_56.counted AS counted, anon_56.threshold AS threshold,
      anon_56.baseline AS baseline, anon_56.ids AS ids, anon_56.aside AS aside,
      anon_56.tried AS tried
  FROM (
    SELECT anon_57.flag AS flag, anon_57."user" AS "user", anon_57."by" AS "by",
        anon_57.place AS place, anon_57.place_kind AS place_kind, anon_57.first_at AS first_at,
        anon_57.last_at AS last_at, anon_57.counted AS counted, anon_57.threshold AS threshold,
        anon_57.baseline AS baseline, anon_57.ids AS ids, anon_57.aside AS aside,
        anon_57.tried AS tried
    FROM anon_57
    JOIN (
      SELECT coalesce(rows.subject_user, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
      ) AS rows
    ) AS anon_59 ON anon_57.key = anon_59.key
    WHERE anon_59."at" >= anon_57.first_at
      AND anon_59."at" <= anon_57.last_at
  ) AS anon_56
  UNION ALL
  SELECT DISTINCT anon_60.flag AS flag, anon_60."user" AS "user", anon_60."by" AS "by",
      anon_60.place AS place, anon_60.place_kind AS place_kind, anon_60.first_at AS first_at,
      anon_60.last_at AS last_at, anon_60.counted AS counted, anon_60.threshold AS threshold,
      anon_60.baseline AS baseline, anon_60.ids AS ids, anon_60.aside AS aside,
      anon_60.tried AS tried
  FROM (
    SELECT anon_61.flag AS flag, anon_61."user" AS "user", anon_61."by" AS "by",
        anon_61.place AS place, anon_61.place_kind AS place_kind, anon_61.first_at AS first_at,
        anon_61.last_at AS last_at, anon_61.counted AS counted, anon_61.threshold AS threshold,
        anon_61.baseline AS baseline, anon_61.ids AS ids, anon_61.aside AS aside,
        anon_61.tried AS tried
    FROM anon_61
    JOIN (
      SELECT coalesce(rows.studio_user_email, rows.user_email) AS key, rows.created_at AS "at"
      FROM (
        SELECT logs.created_at AS created_at, logs.log_type AS log_type,
            logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
            logs.subject_user AS subject_user
        FROM logs
        WHERE lower(logs.app_name) = lower('Shop')
          AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
          AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
          AND logs.app_id IN (1, 2)
          AND coalesce(logs.log_type IN ('organization.user.delete', 'organization.user.twofactor.remove', 'organization.user.app.remove', 'app.user.remove', 'app.token.remove', 'app.page.settings.remove', 'app.page.widget.remove', 'app.page.remove', 'app.page.delete', 'app.widget.delete', 'app.widget.remove', 'app.remove', 'app.delete', 'app.publish.web.remove', 'dataSource.entry.delete', 'dataSource.remove', 'dataSource.delete', 'mediaFile.remove', 'mediaFolder.remove'), false)
      ) AS rows
    ) AS anon_64 ON anon_61.key = anon_64.key
    WHERE anon_64."at" >= anon_61.first_at
      AND anon_64."at" <= anon_61.last_at
  ) AS anon_60
) AS flags
ORDER BY flags.last_at DESC, flags.first_at DESC, coalesce(flags.flag, ''),
    coalesce(flags."user", ''), coalesce(flags."by", ''), coalesce(flags.place, '')
