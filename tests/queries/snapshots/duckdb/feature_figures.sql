SELECT coalesce(sum(figures.emails), 0) AS emails, coalesce(sum(figures.delivered), 0) AS delivered,
    coalesce(sum(figures.bounced), 0) AS bounced, coalesce(sum(figures.delayed), 0) AS delayed,
    coalesce(sum(figures.complaint), 0) AS complaint,
    coalesce(sum(figures.rejected), 0) AS rejected,
    coalesce(sum(figures.no_status), 0) AS no_status, coalesce(sum(figures.arrived), 0) AS arrived,
    coalesce(sum(figures.sms), 0) AS sms,
    coalesce(sum(figures.data_source_reads), 0) AS data_source_reads,
    coalesce(sum(figures.data_source_writes), 0) AS data_source_writes,
    coalesce(sum(figures.files), 0) AS files, coalesce(sum(figures.ai), 0) AS ai,
    coalesce(sum(figures.events), 0) AS events
FROM (
  SELECT count(*) FILTER (WHERE deliveries.triggered = 1) AS emails,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delivered') AS delivered,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'bounced') AS bounced,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delayed') AS delayed,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'complaint') AS complaint,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'rejected') AS rejected,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome IS NULL) AS no_status,
      count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'delivered') + count(*) FILTER (WHERE deliveries.triggered = 1 AND deliveries.outcome = 'complaint') AS arrived,
      0 AS sms, 0 AS data_source_reads, 0 AS data_source_writes, 0 AS files, 0 AS ai, 0 AS events
  FROM (
    SELECT deliveries.log_id AS log_id, deliveries.created_at AS created_at,
        deliveries.category AS category, deliveries.log_type AS log_type,
        deliveries.app_id AS app_id, deliveries.app_name AS app_name,
        deliveries.user_email AS user_email, deliveries.message_id AS message_id,
        deliveries.recipient AS recipient, deliveries.domain AS domain,
        deliveries.subject AS subject, deliveries.triggered AS triggered,
        deliveries.outcome AS outcome, deliveries.outcome_at AS outcome_at,
        deliveries.outcome_ms AS outcome_ms, deliveries.delivery_ms AS delivery_ms,
        deliveries.reason AS reason, deliveries.first_at AS first_at, deliveries.last_at AS last_at
    FROM deliveries
    WHERE lower(deliveries.app_name) = lower('Shop')
      AND deliveries.created_at >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
      AND deliveries.created_at < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
      AND deliveries.app_id IN (1, 2)
  ) AS deliveries
  UNION ALL
  SELECT 0 AS emails, 0 AS delivered, 0 AS bounced, 0 AS delayed, 0 AS complaint, 0 AS rejected,
      0 AS no_status, 0 AS arrived,
      sum(CASE WHEN lower(types.log_type) LIKE lower('sms.%') ESCAPE '\' THEN types.logs ELSE 0 END) AS sms,
      sum(CASE WHEN (lower(types.log_type) LIKE lower('dataSource.%') ESCAPE '\' AND CASE WHEN (lower(regexp_extract(types.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexp_extract(types.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END = 'reads') THEN types.logs ELSE 0 END) AS data_source_reads,
      sum(CASE WHEN (lower(types.log_type) LIKE lower('dataSource.%') ESCAPE '\' AND CASE WHEN (lower(regexp_extract(types.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('read', 'query', 'find', 'get', 'fetch', 'list', 'search', 'count', 'view', 'export', 'download', 'event')) THEN 'reads' WHEN (lower(regexp_extract(types.log_type, '(?:[A-Z]+|[A-Za-z][a-z]*)$', 0)) IN ('create', 'insert', 'append', 'add', 'update', 'upsert', 'replace', 'write', 'save', 'delete', 'remove', 'clear', 'restore', 'rollback', 'import', 'upload', 'commit')) THEN 'writes' ELSE 'unclassified' END = 'writes') THEN types.logs ELSE 0 END) AS data_source_writes,
      sum(CASE WHEN (lower(types.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(types.log_type) LIKE lower('mediaFolder.%') ESCAPE '\') THEN types.logs ELSE 0 END) AS files,
      sum(CASE WHEN lower(types.log_type) LIKE lower('ai.%') ESCAPE '\' THEN types.logs ELSE 0 END) AS ai,
      sum(CASE WHEN (types.log_type IN ('app.analytics.event')) THEN types.logs ELSE 0 END) AS events
  FROM (
    SELECT counted.log_type AS log_type, sum(counted.logs) AS logs,
        coalesce(sum(counted.push_success), 0) AS push_success,
        coalesce(sum(counted.push_failure), 0) AS push_failure
    FROM (
      SELECT hourly_logs.hour AS hour, hourly_logs.category AS category,
          hourly_logs.log_type AS log_type, hourly_logs.app_id AS app_id,
          hourly_logs.app_name AS app_name, hourly_logs.logs AS logs,
          hourly_logs.push_success AS push_success, hourly_logs.push_failure AS push_failure
      FROM hourly_logs
      WHERE lower(hourly_logs.app_name) = lower('Shop')
        AND hourly_logs.hour >= CAST('2026-09-30 23:00:00' AS TIMESTAMP)
        AND hourly_logs.hour < CAST('2026-11-01 00:00:00' AS TIMESTAMP)
        AND hourly_logs.app_id IN (1, 2)
        AND coalesce(hourly_logs.log_type IN ('app.analytics.event') OR lower(hourly_logs.log_type) LIKE lower('sms.%') ESCAPE '\' OR lower(hourly_logs.log_type) LIKE lower('dataSource.%') ESCAPE '\' OR lower(hourly_logs.log_type) LIKE lower('mediaFile.%') ESCAPE '\' OR lower(hourly_logs.log_type) LIKE lower('mediaFolder.%') ESCAPE '\' OR lower(hourly_logs.log_type) LIKE lower('ai.%') ESCAPE '\', false)
    ) AS counted
    GROUP BY counted.log_type
  ) AS types
) AS figures
