WITH failures AS (
  SELECT rows.id AS id, rows.created_at AS "at", rows.user_email AS "user", rows.ip AS ip,
      rows.device AS device
  FROM (
    SELECT logs.id AS id, logs.created_at AS created_at, logs.user_email AS user_email,
        logs.ip AS ip, logs.device AS device
    FROM logs
    WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
      AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
      AND logs.app_id IN (1, 2)
      AND logs.log_type IN ('user.login.failed')
  ) AS rows
), bursts AS (
  SELECT anon_3.key AS key, anon_3.first_at AS first_at, anon_3.last_at AS last_at,
      anon_3.reached_at AS reached_at, anon_3.counted AS counted, anon_3.baseline AS baseline,
      anon_3.place AS place
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
  ) AS anon_3
  WHERE anon_3.counted > 3 * anon_3.baseline
), sign_ins AS (
  SELECT attempts."at" AS "at", attempts.user_email AS "user", attempts.ip AS ip,
      attempts.device AS device
  FROM (
    SELECT tried.created_at AS "at", tried.user_email AS user_email,
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
    AND attempts.user_email IS NOT NULL
    AND attempts.studio_user_email IS NULL
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
    SELECT 'ip' AS kind, sign_ins.ip AS place, sign_ins."user" AS "user",
        min(sign_ins."at") AS since
    FROM sign_ins
    WHERE sign_ins.ip IS NOT NULL
    GROUP BY sign_ins.ip, sign_ins."user"
    UNION ALL
    SELECT 'device' AS kind, sign_ins.device AS place, sign_ins."user" AS "user",
        min(sign_ins."at") AS since
    FROM sign_ins
    WHERE sign_ins.device IS NOT NULL
    GROUP BY sign_ins.device, sign_ins."user"
  ) AS homes ON homes.kind = placed.kind
    AND homes.place = placed.place
    AND homes."user" = placed."user"
  WHERE homes.since IS NULL OR placed."at" <= homes.since
), sprays AS (
  SELECT anon_7.kind AS kind, anon_7.place AS place, anon_7.first_at AS first_at,
      anon_7.last_at AS last_at, anon_7.counted AS counted, anon_7.baseline AS baseline
  FROM (
    SELECT spray_evidence.kind AS kind, spray_evidence.place AS place,
        spray_evidence.first_at AS first_at, spray_evidence.last_at AS last_at,
        spray_evidence.counted AS counted,
        count(*) FILTER (WHERE every_failure."at" >= make_timestamp(epoch_us(spray_evidence.first_at) + 1000000 * CAST(-7776000 AS BIGINT)) AND every_failure."at" < spray_evidence.first_at) / CAST(90 AS DOUBLE PRECISION) AS baseline
    FROM (
      SELECT evidence.kind AS kind, evidence.place AS place, min(evidence."at") AS first_at,
          max(evidence."at") AS last_at, count(DISTINCT evidence."user") AS counted
      FROM (
        SELECT strangers.kind AS kind, strangers.place AS place, spans.run AS run,
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
                  SELECT chained.kind AS kind, chained.place AS place, chained."at" AS "at",
                      0 AS down
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
                      1 AS anon_8
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
      ) AS evidence
      WHERE evidence.kind = 'ip' OR evidence.by_address = 0
      GROUP BY evidence.kind, evidence.place, evidence.run
    ) AS spray_evidence
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
    ) AS every_failure ON every_failure.kind = spray_evidence.kind
      AND every_failure.place = spray_evidence.place
    GROUP BY spray_evidence.kind, spray_evidence.place, spray_evidence.first_at,
        spray_evidence.last_at, spray_evidence.counted
  ) AS anon_7
  WHERE anon_7.counted > 3 * anon_7.baseline
), compared AS (
  SELECT first_sign_ins."user" AS "user", first_sign_ins."at" AS "at",
      first_sign_ins.device AS device, first_sign_ins.network AS network, first_sign_ins.ip AS ip,
      first_sign_ins.device_since AS device_since, first_sign_ins.network_since AS network_since,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier.ip IS NOT NULL) AS placed,
      count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN earlier.device END) AS devices,
      count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN coalesce(nullif(regexp_extract(earlier.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), earlier.ip) END) AS networks,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL) AS from_devices,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier."at" >= first_sign_ins.device_since) AS device_run,
      count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.ip IS NOT NULL AND earlier."at" >= first_sign_ins.network_since) AS network_run
  FROM (
    SELECT arrived."user" AS "user", arrived."at" AS "at",
        coalesce(arrived.device, max(sign_ins.device)) AS device,
        coalesce(arrived.network, max(coalesce(nullif(regexp_extract(sign_ins.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), sign_ins.ip))) AS network,
        max(sign_ins.ip) AS ip, arrived.device_since AS device_since,
        arrived.network_since AS network_since
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
                coalesce(nullif(regexp_extract(known_addresses.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), known_addresses.ip) AS network,
                min(known_addresses."at") AS "at"
            FROM (
              SELECT sign_ins."user" AS "user", sign_ins.ip AS ip, min(sign_ins."at") AS "at"
              FROM sign_ins
              WHERE sign_ins.ip IS NOT NULL
              GROUP BY sign_ins."user", sign_ins.ip
            ) AS known_addresses
            GROUP BY known_addresses."user",
                coalesce(nullif(regexp_extract(known_addresses.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), known_addresses.ip)
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
      first_sign_ins.network, first_sign_ins.ip, first_sign_ins.device_since,
      first_sign_ins.network_since
  HAVING (count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL) >= 5 OR count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.device IS NOT NULL AND earlier."at" >= first_sign_ins.device_since) >= 30 OR count(*) FILTER (WHERE earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT)) AND earlier.ip IS NOT NULL AND earlier."at" >= first_sign_ins.network_since) >= 60)
    AND count(DISTINCT CASE WHEN (earlier."at" < first_sign_ins."at" AND earlier."at" >= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-7776000 AS BIGINT))) THEN earlier.device END) < 20
    AND min(earlier."at") <= make_timestamp(epoch_us(first_sign_ins."at") + 1000000 * CAST(-86400 AS BIGINT))
  ORDER BY first_sign_ins."at" DESC, first_sign_ins."user"
  LIMIT 10000
), newcomers AS (
  SELECT compared."user" AS "user", compared."at" AS "at", compared.device AS device,
      compared.network AS network, compared.ip AS ip, compared.placed AS placed,
      compared.devices AS devices, compared.networks AS networks,
      compared.from_devices AS from_devices, compared.device_run AS device_run,
      compared.network_run AS network_run,
      CASE WHEN (compared.device_since IS NOT NULL AND coalesce(used.device_used, 0) = 0) THEN 1 ELSE 0 END AS new_device,
      CASE WHEN (compared.network_since IS NOT NULL AND coalesce(used.network_used, 0) = 0) THEN 1 ELSE 0 END AS new_network
  FROM compared
  LEFT OUTER JOIN (
    SELECT compared."user" AS "user", compared."at" AS "at",
        count(*) FILTER (WHERE coalesce(active.device = compared.device, false)) AS device_used,
        count(*) FILTER (WHERE coalesce(coalesce(nullif(regexp_extract(active.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), active.ip) = compared.network, false)) AS network_used
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
      AND (coalesce(active.device = compared.device, false) OR coalesce(coalesce(nullif(regexp_extract(active.ip, '^(?:::ffff:)?([0-9]+[.][0-9]+[.][0-9]+|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f]*)[.:]', 1), ''), active.ip) = compared.network, false))
      AND active.studio_user_email IS NULL
      AND NOT (active.log_type IN ('user.login', 'job') OR lower(active.log_type) LIKE lower('user.login.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('email.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('pushNotification.%') ESCAPE '\' OR lower(active.log_type) LIKE lower('job.%') ESCAPE '\')
    GROUP BY compared."user", compared."at"
  ) AS used ON used."user" = compared."user"
    AND used."at" = compared."at"
), at_hours AS (
  SELECT sign_ins."user" AS "user", sign_ins."at" AS "at", sign_ins.ip AS ip,
      sign_ins.device AS device,
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
      unusual.hours AS hours, unusual.ip AS ip, unusual.device AS device, unusual.earlier AS earlier
  FROM unusual
  LEFT OUTER JOIN (
    SELECT sign_ins."user" AS "user", sign_ins.device AS device, min(sign_ins."at") AS "at"
    FROM sign_ins
    WHERE sign_ins.device IS NOT NULL
    GROUP BY sign_ins."user", sign_ins.device
  ) AS known ON known."user" = unusual."user"
    AND known.device = unusual.device
  WHERE known."user" IS NULL OR known."at" >= unusual."at"
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
  SELECT anon_36.key AS key, anon_36.first_at AS first_at, anon_36.last_at AS last_at,
      anon_36.reached_at AS reached_at, anon_36.counted AS counted, anon_36.baseline AS baseline
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
  ) AS anon_36
  WHERE anon_36.counted > 3 * anon_36.baseline
)
SELECT flags.flag, flags."user", flags."by", flags.place, flags.place_kind, flags.first_at,
    flags.last_at, flags.counted, flags.threshold, flags.baseline
FROM (
  SELECT anon_1.flag AS flag, anon_1."user" AS "user", anon_1."by" AS "by", anon_1.place AS place,
      anon_1.place_kind AS place_kind, anon_1.first_at AS first_at, anon_1.last_at AS last_at,
      anon_1.counted AS counted, anon_1.threshold AS threshold, anon_1.baseline AS baseline
  FROM (
    SELECT anon_2.flag AS flag, anon_2."user" AS "user", anon_2."by" AS "by", anon_2.place AS place,
        anon_2.place_kind AS place_kind, anon_2.first_at AS first_at, anon_2.last_at AS last_at,
        anon_2.counted AS counted, anon_2.threshold AS threshold, anon_2.baseline AS baseline,
        anon_2.key AS key
    FROM (
      SELECT 'failure_burst' AS flag, bursts.key AS "user", NULL AS "by", bursts.place AS place,
          CASE WHEN (bursts.place IS NOT NULL) THEN 'ip' END AS place_kind,
          bursts.first_at AS first_at, bursts.last_at AS last_at, bursts.counted AS counted,
          10 AS threshold, bursts.baseline AS baseline, bursts.key AS key
      FROM bursts
    ) AS anon_2
    WHERE anon_2.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_2.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_2.last_at DESC, anon_2.key, anon_2.first_at
    LIMIT 10000
  ) AS anon_1
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
        AND logs.log_type IN ('user.login.failed')
    ) AS rows
  ) AS anon_4 ON anon_1.key = anon_4.key
  WHERE anon_4."at" >= anon_1.first_at
    AND anon_4."at" <= anon_1.last_at
  GROUP BY anon_1.flag, anon_1."user", anon_1."by", anon_1.place, anon_1.place_kind,
      anon_1.first_at, anon_1.last_at, anon_1.counted, anon_1.threshold, anon_1.baseline
  UNION ALL
  SELECT anon_5.flag AS flag, anon_5."user" AS "user", anon_5."by" AS "by", anon_5.place AS place,
      anon_5.place_kind AS place_kind, anon_5.first_at AS first_at, anon_5.last_at AS last_at,
      anon_5.counted AS counted, anon_5.threshold AS threshold, anon_5.baseline AS baseline
  FROM (
    SELECT anon_6.flag AS flag, anon_6."user" AS "user", anon_6."by" AS "by", anon_6.place AS place,
        anon_6.place_kind AS place_kind, anon_6.first_at AS first_at, anon_6.last_at AS last_at,
        anon_6.counted AS counted, anon_6.threshold AS threshold, anon_6.baseline AS baseline,
        anon_6.key AS key
    FROM (
      SELECT 'spray' AS flag, NULL AS "user", NULL AS "by", sprays.place AS place,
          CASE WHEN (sprays.place IS NOT NULL) THEN sprays.kind END AS place_kind,
          sprays.first_at AS first_at, sprays.last_at AS last_at, sprays.counted AS counted,
          10 AS threshold, sprays.baseline AS baseline, sprays.place AS key
      FROM sprays
    ) AS anon_6
    WHERE anon_6.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_6.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_6.last_at DESC, anon_6.key, anon_6.first_at
    LIMIT 10000
  ) AS anon_5
  JOIN (
    SELECT marks.key AS key, marks."at" AS "at"
    FROM (
      SELECT rows.ip AS key, rows.created_at AS "at"
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
      SELECT rows.device AS key, rows.created_at AS "at"
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
    ) AS marks
  ) AS anon_9 ON anon_5.key = anon_9.key
  WHERE anon_9."at" >= anon_5.first_at
    AND anon_9."at" <= anon_5.last_at
  GROUP BY anon_5.flag, anon_5."user", anon_5."by", anon_5.place, anon_5.place_kind,
      anon_5.first_at, anon_5.last_at, anon_5.counted, anon_5.threshold, anon_5.baseline
  UNION ALL
  SELECT anon_10.flag AS flag, anon_10."user" AS "user", anon_10."by" AS "by",
      anon_10.place AS place, anon_10.place_kind AS place_kind, anon_10.first_at AS first_at,
      anon_10.last_at AS last_at, anon_10.counted AS counted, anon_10.threshold AS threshold,
      anon_10.baseline AS baseline
  FROM (
    SELECT anon_11.flag AS flag, anon_11."user" AS "user", anon_11."by" AS "by",
        anon_11.place AS place, anon_11.place_kind AS place_kind, anon_11.first_at AS first_at,
        anon_11.last_at AS last_at, anon_11.counted AS counted, anon_11.threshold AS threshold,
        anon_11.baseline AS baseline, anon_11.key AS key
    FROM (
      SELECT 'success_after_burst' AS flag, entered.key AS "user", NULL AS "by",
          entered.place AS place, CASE WHEN (entered.place IS NOT NULL) THEN 'ip' END AS place_kind,
          entered.first_at AS first_at, greatest(entered.last_at, entered.entered_at) AS last_at,
          entered.counted AS counted, 10 AS threshold, entered.baseline AS baseline,
          entered.key AS key
      FROM (
        SELECT bursts.key AS key, bursts.place AS place, bursts.first_at AS first_at,
            bursts.last_at AS last_at, bursts.counted AS counted, bursts.baseline AS baseline,
            min(sign_ins."at") AS entered_at
        FROM bursts
        JOIN sign_ins ON sign_ins."user" = bursts.key
        WHERE sign_ins."at" >= bursts.reached_at
          AND sign_ins."at" <= make_timestamp(epoch_us(bursts.last_at) + 1000000 * CAST(1800 AS BIGINT))
        GROUP BY bursts.key, bursts.place, bursts.first_at, bursts.last_at, bursts.counted,
            bursts.baseline
      ) AS entered
    ) AS anon_11
    WHERE anon_11.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_11.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_11.last_at DESC, anon_11.key, anon_11.first_at
    LIMIT 10000
  ) AS anon_10
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
  ) AS anon_12 ON anon_10.key = anon_12.key
  WHERE anon_12."at" >= anon_10.first_at
    AND anon_12."at" <= anon_10.last_at
  GROUP BY anon_10.flag, anon_10."user", anon_10."by", anon_10.place, anon_10.place_kind,
      anon_10.first_at, anon_10.last_at, anon_10.counted, anon_10.threshold, anon_10.baseline
  UNION ALL
  SELECT anon_13.flag AS flag, anon_13."user" AS "user", anon_13."by" AS "by",
      anon_13.place AS place, anon_13.place_kind AS place_kind, anon_13.first_at AS first_at,
      anon_13.last_at AS last_at, anon_13.counted AS counted, anon_13.threshold AS threshold,
      anon_13.baseline AS baseline
  FROM (
    SELECT anon_14.flag AS flag, anon_14."user" AS "user", anon_14."by" AS "by",
        anon_14.place AS place, anon_14.place_kind AS place_kind, anon_14.first_at AS first_at,
        anon_14.last_at AS last_at, anon_14.counted AS counted, anon_14.threshold AS threshold,
        anon_14.baseline AS baseline, anon_14.key AS key
    FROM (
      SELECT 'new_place' AS flag, newcomers."user" AS "user", NULL AS "by",
          newcomers.device AS place,
          CASE WHEN (newcomers.device IS NOT NULL) THEN 'device' END AS place_kind,
          newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.placed AS counted,
          5 AS threshold, CAST(newcomers.devices AS DOUBLE PRECISION) AS baseline,
          newcomers."user" AS key
      FROM newcomers
      WHERE newcomers.new_device = 1
        AND newcomers.new_network = 1
        AND newcomers.placed >= 5
    ) AS anon_14
    WHERE anon_14.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_14.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_14.last_at DESC, anon_14.key, anon_14.first_at
    LIMIT 10000
  ) AS anon_13
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
  ) AS anon_15 ON anon_13.key = anon_15.key
  WHERE anon_15."at" >= anon_13.first_at
    AND anon_15."at" <= anon_13.last_at
  GROUP BY anon_13.flag, anon_13."user", anon_13."by", anon_13.place, anon_13.place_kind,
      anon_13.first_at, anon_13.last_at, anon_13.counted, anon_13.threshold, anon_13.baseline
  UNION ALL
  SELECT anon_16.flag AS flag, anon_16."user" AS "user", anon_16."by" AS "by",
      anon_16.place AS place, anon_16.place_kind AS place_kind, anon_16.first_at AS first_at,
      anon_16.last_at AS last_at, anon_16.counted AS counted, anon_16.threshold AS threshold,
      anon_16.baseline AS baseline
  FROM (
    SELECT anon_17.flag AS flag, anon_17."user" AS "user", anon_17."by" AS "by",
        anon_17.place AS place, anon_17.place_kind AS place_kind, anon_17.first_at AS first_at,
        anon_17.last_at AS last_at, anon_17.counted AS counted, anon_17.threshold AS threshold,
        anon_17.baseline AS baseline, anon_17.key AS key
    FROM (
      SELECT 'new_device' AS flag, newcomers."user" AS "user", NULL AS "by",
          newcomers.device AS place,
          CASE WHEN (newcomers.device IS NOT NULL) THEN 'device' END AS place_kind,
          newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.device_run AS counted,
          30 AS threshold, CAST(newcomers.devices AS DOUBLE PRECISION) AS baseline,
          newcomers."user" AS key
      FROM newcomers
      WHERE newcomers.new_device = 1
        AND newcomers.device_run >= 30
        AND NOT (newcomers.new_device = 1 AND newcomers.new_network = 1 AND newcomers.placed >= 5)
    ) AS anon_17
    WHERE anon_17.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_17.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_17.last_at DESC, anon_17.key, anon_17.first_at
    LIMIT 10000
  ) AS anon_16
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
  ) AS anon_18 ON anon_16.key = anon_18.key
  WHERE anon_18."at" >= anon_16.first_at
    AND anon_18."at" <= anon_16.last_at
  GROUP BY anon_16.flag, anon_16."user", anon_16."by", anon_16.place, anon_16.place_kind,
      anon_16.first_at, anon_16.last_at, anon_16.counted, anon_16.threshold, anon_16.baseline
  UNION ALL
  SELECT anon_19.flag AS flag, anon_19."user" AS "user", anon_19."by" AS "by",
      anon_19.place AS place, anon_19.place_kind AS place_kind, anon_19.first_at AS first_at,
      anon_19.last_at AS last_at, anon_19.counted AS counted, anon_19.threshold AS threshold,
      anon_19.baseline AS baseline
  FROM (
    SELECT anon_20.flag AS flag, anon_20."user" AS "user", anon_20."by" AS "by",
        anon_20.place AS place, anon_20.place_kind AS place_kind, anon_20.first_at AS first_at,
        anon_20.last_at AS last_at, anon_20.counted AS counted, anon_20.threshold AS threshold,
        anon_20.baseline AS baseline, anon_20.key AS key
    FROM (
      SELECT 'new_address' AS flag, newcomers."user" AS "user", NULL AS "by", newcomers.ip AS place,
          CASE WHEN (newcomers.ip IS NOT NULL) THEN 'ip' END AS place_kind,
          newcomers."at" AS first_at, newcomers."at" AS last_at, newcomers.network_run AS counted,
          60 AS threshold, CAST(newcomers.networks AS DOUBLE PRECISION) AS baseline,
          newcomers."user" AS key
      FROM newcomers
      WHERE newcomers.new_network = 1
        AND newcomers.new_device = 0
        AND newcomers.network_run >= 60
    ) AS anon_20
    WHERE anon_20.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_20.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_20.last_at DESC, anon_20.key, anon_20.first_at
    LIMIT 10000
  ) AS anon_19
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
  ) AS anon_21 ON anon_19.key = anon_21.key
  WHERE anon_21."at" >= anon_19.first_at
    AND anon_21."at" <= anon_19.last_at
  GROUP BY anon_19.flag, anon_19."user", anon_19."by", anon_19.place, anon_19.place_kind,
      anon_19.first_at, anon_19.last_at, anon_19.counted, anon_19.threshold, anon_19.baseline
  UNION ALL
  SELECT anon_22.flag AS flag, anon_22."user" AS "user", anon_22."by" AS "by",
      anon_22.place AS place, anon_22.place_kind AS place_kind, anon_22.first_at AS first_at,
      anon_22.last_at AS last_at, anon_22.counted AS counted, anon_22.threshold AS threshold,
      anon_22.baseline AS baseline
  FROM (
    SELECT anon_23.flag AS flag, anon_23."user" AS "user", anon_23."by" AS "by",
        anon_23.place AS place, anon_23.place_kind AS place_kind, anon_23.first_at AS first_at,
        anon_23.last_at AS last_at, anon_23.counted AS counted, anon_23.threshold AS threshold,
        anon_23.baseline AS baseline, anon_23.key AS key
    FROM (
      SELECT 'unusual_hour' AS flag, unusual_hours."user" AS "user", NULL AS "by",
          unusual_hours.ip AS place,
          CASE WHEN (unusual_hours.ip IS NOT NULL) THEN 'ip' END AS place_kind,
          unusual_hours."at" AS first_at, unusual_hours."at" AS last_at,
          unusual_hours.earlier AS counted, 20 AS threshold,
          CAST(unusual_hours.hours AS DOUBLE PRECISION) AS baseline, unusual_hours."user" AS key
      FROM (
        SELECT from_strange_devices."user" AS "user", from_strange_devices.hour AS hour,
            from_strange_devices."at" AS "at", from_strange_devices.hours AS hours,
            from_strange_devices.ip AS ip, from_strange_devices.device AS device,
            from_strange_devices.earlier AS earlier
        FROM from_strange_devices
        LEFT OUTER JOIN (
          SELECT DISTINCT from_strange_devices."user" AS "user", from_strange_devices."at" AS "at"
          FROM from_strange_devices
          JOIN (
            SELECT rows.user_email AS "user", rows.created_at AS "at", rows.device AS device,
                rows.ip AS ip, rows.log_type AS log_type,
                rows.studio_user_email AS studio_user_email
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
    ) AS anon_23
    WHERE anon_23.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_23.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_23.last_at DESC, anon_23.key, anon_23.first_at
    LIMIT 10000
  ) AS anon_22
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
  ) AS anon_24 ON anon_22.key = anon_24.key
  WHERE anon_24."at" >= anon_22.first_at
    AND anon_24."at" <= anon_22.last_at
  GROUP BY anon_22.flag, anon_22."user", anon_22."by", anon_22.place, anon_22.place_kind,
      anon_22.first_at, anon_22.last_at, anon_22.counted, anon_22.threshold, anon_22.baseline
  UNION ALL
  SELECT anon_25.flag AS flag, anon_25."user" AS "user", anon_25."by" AS "by",
      anon_25.place AS place, anon_25.place_kind AS place_kind, anon_25.first_at AS first_at,
      anon_25.last_at AS last_at, anon_25.counted AS counted, anon_25.threshold AS threshold,
      anon_25.baseline AS baseline
  FROM (
    SELECT anon_26.flag AS flag, anon_26."user" AS "user", anon_26."by" AS "by",
        anon_26.place AS place, anon_26.place_kind AS place_kind, anon_26.first_at AS first_at,
        anon_26.last_at AS last_at, anon_26.counted AS counted, anon_26.threshold AS threshold,
        anon_26.baseline AS baseline, anon_26.key AS key
    FROM (
      SELECT 'two_factor_then_new_device' AS flag, unprotected."user" AS "user",
          unprotected."by" AS "by", unprotected.device AS place,
          CASE WHEN (unprotected.device IS NOT NULL) THEN 'device' END AS place_kind,
          unprotected.removed_at AS first_at, unprotected."at" AS last_at,
          unprotected.removals AS counted, 1 AS threshold,
          CAST(unprotected.devices AS DOUBLE PRECISION) AS baseline, unprotected."user" AS key
      FROM (
        SELECT newcomers."user" AS "user", newcomers.device AS device, newcomers."at" AS "at",
            newcomers.devices AS devices, min(removed_factors.created_at) AS removed_at,
            count(removed_factors.created_at) AS removals,
            max(CASE WHEN removed_factors.on_behalf THEN removed_factors."by" END) AS "by"
        FROM newcomers
        JOIN removed_factors ON newcomers."user" = removed_factors."user"
        WHERE removed_factors.created_at <= newcomers."at"
          AND newcomers."at" <= make_timestamp(epoch_us(removed_factors.created_at) + 1000000 * CAST(86400 AS BIGINT))
          AND newcomers.new_device = 1
          AND newcomers.from_devices >= 5
        GROUP BY newcomers."user", newcomers.device, newcomers."at", newcomers.devices
      ) AS unprotected
    ) AS anon_26
    WHERE anon_26.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_26.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_26.last_at DESC, anon_26.key, anon_26.first_at
    LIMIT 10000
  ) AS anon_25
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
  ) AS anon_27 ON anon_25.key = anon_27.key
  WHERE anon_27."at" >= anon_25.first_at
    AND anon_27."at" <= anon_25.last_at
  GROUP BY anon_25.flag, anon_25."user", anon_25."by", anon_25.place, anon_25.place_kind,
      anon_25.first_at, anon_25.last_at, anon_25.counted, anon_25.threshold, anon_25.baseline
  UNION ALL
  SELECT anon_28.flag AS flag, anon_28."user" AS "user", anon_28."by" AS "by",
      anon_28.place AS place, anon_28.place_kind AS place_kind, anon_28.first_at AS first_at,
      anon_28.last_at AS last_at, anon_28.counted AS counted, anon_28.threshold AS threshold,
      anon_28.baseline AS baseline
  FROM (
    SELECT anon_29.flag AS flag, anon_29."user" AS "user", anon_29."by" AS "by",
        anon_29.place AS place, anon_29.place_kind AS place_kind, anon_29.first_at AS first_at,
        anon_29.last_at AS last_at, anon_29.counted AS counted, anon_29.threshold AS threshold,
        anon_29.baseline AS baseline, anon_29.key AS key
    FROM (
      SELECT 'two_factor_removed_for_someone' AS flag, removed_runs."user" AS "user",
          removed_runs."by" AS "by", NULL AS place, NULL AS place_kind,
          removed_runs.first_at AS first_at, removed_runs.last_at AS last_at,
          removed_runs.counted AS counted, 1 AS threshold,
          CAST(removed_runs.baseline AS DOUBLE PRECISION) AS baseline,
          coalesce(removed_runs."by", '') AS key
      FROM (
        SELECT removed_for."user" AS "user", removed_for."by" AS "by",
            min(removed_for."at") AS first_at, max(removed_for."at") AS last_at,
            count(*) FILTER (WHERE removed_for."at" IS NOT NULL) AS counted,
            min(removed_for.earlier) AS baseline
        FROM (
          SELECT each."user" AS "user", each."by" AS "by", each."at" AS "at",
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
    ) AS anon_29
    WHERE anon_29.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_29.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_29.last_at DESC, anon_29.key, anon_29.first_at
    LIMIT 10000
  ) AS anon_28
  JOIN (
    SELECT coalesce(coalesce(rows.studio_user_email, rows.user_email), '') AS key,
        rows.created_at AS "at"
    FROM (
      SELECT logs.created_at AS created_at, logs.log_type AS log_type,
          logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
          logs.subject_user AS subject_user
      FROM logs
      WHERE lower(logs.app_name) = lower('Shop')
        AND logs.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND logs.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND logs.app_id IN (1, 2)
        AND coalesce(logs.log_type IN ('user.twofactor.remove', 'organization.user.twofactor.remove'), false)
    ) AS rows
  ) AS anon_30 ON anon_28.key = anon_30.key
  WHERE anon_30."at" >= anon_28.first_at
    AND anon_30."at" <= anon_28.last_at
  GROUP BY anon_28.flag, anon_28."user", anon_28."by", anon_28.place, anon_28.place_kind,
      anon_28.first_at, anon_28.last_at, anon_28.counted, anon_28.threshold, anon_28.baseline
  UNION ALL
  SELECT anon_31.flag AS flag, anon_31."user" AS "user", anon_31."by" AS "by",
      anon_31.place AS place, anon_31.place_kind AS place_kind, anon_31.first_at AS first_at,
      anon_31.last_at AS last_at, anon_31.counted AS counted, anon_31.threshold AS threshold,
      anon_31.baseline AS baseline
  FROM (
    SELECT anon_32.flag AS flag, anon_32."user" AS "user", anon_32."by" AS "by",
        anon_32.place AS place, anon_32.place_kind AS place_kind, anon_32.first_at AS first_at,
        anon_32.last_at AS last_at, anon_32.counted AS counted, anon_32.threshold AS threshold,
        anon_32.baseline AS baseline, anon_32.key AS key
    FROM (
      SELECT 'granted_and_used' AS flag, used."user" AS "user", max(used."by") AS "by",
          NULL AS place, NULL AS place_kind, min(used."at") AS first_at, used.last_at AS last_at,
          max(used.counted) AS counted, 1 AS threshold, min(used.baseline) AS baseline,
          used."user" AS key
      FROM (
        SELECT kinds."user" AS "user", kinds."by" AS "by", kinds."at" AS "at",
            max(CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.last_at END) AS last_at,
            sum(CASE WHEN (kinds.before = 0 AND kinds.after > 0) THEN kinds.after ELSE 0 END) AS counted,
            CAST(sum(kinds.before) AS DOUBLE PRECISION) AS baseline
        FROM (
          SELECT grants.id AS id, grants."at" AS "at", grants."user" AS "user", grants."by" AS "by",
              grants.app_id AS app_id,
              sum(CASE WHEN (rows.created_at > grants."at") THEN CASE WHEN (rows.log_type = 'user.login.failed') THEN -1 ELSE 1 END ELSE 0 END) AS after,
              count(*) FILTER (WHERE rows.created_at <= grants."at") AS before,
              max(CASE WHEN (rows.created_at > grants."at") THEN rows.created_at END) AS last_at
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
            SELECT logs.user_email AS user_email, logs.studio_user_email AS studio_user_email,
                logs.created_at AS created_at, logs.log_type AS log_type, logs.app_id AS app_id
            FROM logs
            WHERE logs.created_at >= CAST('2026-07-01 23:00:00' AS TIMESTAMP)
              AND logs.created_at < CAST('2026-11-02 00:00:00' AS TIMESTAMP)
              AND logs.app_id IN (1, 2)
          ) AS rows ON rows.user_email = grants."user"
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
    ) AS anon_32
    WHERE anon_32.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_32.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_32.last_at DESC, anon_32.key, anon_32.first_at
    LIMIT 10000
  ) AS anon_31
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
  ) AS anon_33 ON anon_31.key = anon_33.key
  WHERE anon_33."at" >= anon_31.first_at
    AND anon_33."at" <= anon_31.last_at
  GROUP BY anon_31.flag, anon_31."user", anon_31."by", anon_31.place, anon_31.place_kind,
      anon_31.first_at, anon_31.last_at, anon_31.counted, anon_31.threshold, anon_31.baseline
  UNION ALL
  SELECT anon_34.flag AS flag, anon_34."user" AS "user", anon_34."by" AS "by",
      anon_34.place AS place, anon_34.place_kind AS place_kind, anon_34.first_at AS first_at,
      anon_34.last_at AS last_at, anon_34.counted AS counted, anon_34.threshold AS threshold,
      anon_34.baseline AS baseline
  FROM (
    SELECT anon_35.flag AS flag, anon_35."user" AS "user", anon_35."by" AS "by",
        anon_35.place AS place, anon_35.place_kind AS place_kind, anon_35.first_at AS first_at,
        anon_35.last_at AS last_at, anon_35.counted AS counted, anon_35.threshold AS threshold,
        anon_35.baseline AS baseline, anon_35.key AS key
    FROM (
      SELECT 'many_removals' AS flag, many.key AS "user", NULL AS "by", NULL AS place,
          NULL AS place_kind, many.first_at AS first_at, many.last_at AS last_at,
          many.counted AS counted, 10 AS threshold, many.baseline AS baseline, many.key AS key
      FROM many
    ) AS anon_35
    WHERE anon_35.last_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND anon_35.first_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
    ORDER BY anon_35.last_at DESC, anon_35.key, anon_35.first_at
    LIMIT 10000
  ) AS anon_34
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
  ) AS anon_37 ON anon_34.key = anon_37.key
  WHERE anon_37."at" >= anon_34.first_at
    AND anon_37."at" <= anon_34.last_at
  GROUP BY anon_34.flag, anon_34."user", anon_34."by", anon_34.place, anon_34.place_kind,
      anon_34.first_at, anon_34.last_at, anon_34.counted, anon_34.threshold, anon_34.baseline
) AS flags
ORDER BY flags.last_at DESC, flags.first_at DESC, coalesce(flags.flag, ''),
    coalesce(flags."user", ''), coalesce(flags."by", ''), coalesce(flags.place, '')
