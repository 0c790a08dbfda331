SELECT named.app_id,
    arg_max(named.app_name, (named.last_at, named.app_name)) FILTER (WHERE named.app_name IS NOT NULL) AS app,
    sum(named.logs) AS logs, max(named.last_at) AS last_at
FROM (
  SELECT rows.app_id AS app_id, rows.app_name AS app_name,
      CASE WHEN (rows.app_id IS NULL) THEN rows.app_name END AS name_alone,
      count(rows.created_at) AS logs, max(rows.created_at) AS last_at
  FROM (
    SELECT logs.app_id AS app_id, logs.app_name AS app_name, logs.created_at AS created_at
    FROM logs
    WHERE lower(logs.app_name) = lower('Shop')
      AND logs.app_id IN (1, 2)
  ) AS rows
  WHERE rows.app_id IS NOT NULL OR rows.app_name IS NOT NULL
  GROUP BY rows.app_id, rows.app_name
) AS named
GROUP BY named.app_id, named.name_alone
ORDER BY logs DESC, named.app_id NULLS LAST, named.name_alone
