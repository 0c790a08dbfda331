SELECT coalesce(`figures`.`sent`, 0) AS `sent`, coalesce(`figures`.`delivered`, 0) AS `delivered`,
    coalesce(`figures`.`bounced`, 0) AS `bounced`, coalesce(`figures`.`delayed`, 0) AS `delayed`,
    coalesce(`figures`.`complaint`, 0) AS `complaint`,
    coalesce(`figures`.`rejected`, 0) AS `rejected`,
    coalesce(`figures`.`no_status`, 0) AS `no_status`,
    coalesce(`figures`.`without_trigger`, 0) AS `without_trigger`,
    toFloat64(`figures`.`delivered` + `figures`.`complaint`) / nullIf(`figures`.`sent`, 0) AS `delivered_ratio`,
    toFloat64(`figures`.`bounced`) / nullIf(`figures`.`sent`, 0) AS `bounced_ratio`,
    toFloat64(`figures`.`median_seconds`) / nullIf(1000, 0) AS `median_seconds`,
    toFloat64(`figures`.`p95_seconds`) / nullIf(1000, 0) AS `p95_seconds`
FROM (
  SELECT toInt64(countIf(`deliveries`.`triggered` = 1)) AS `sent`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'delivered')) AS `delivered`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'bounced')) AS `bounced`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'delayed')) AS `delayed`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'complaint')) AS `complaint`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` = 'rejected')) AS `rejected`,
      toInt64(countIf(`deliveries`.`triggered` = 1 AND `deliveries`.`outcome` IS NULL)) AS `no_status`,
      toInt64(countIf(`deliveries`.`triggered` = 0)) AS `without_trigger`,
      quantileExactInclusive(0.5)(`deliveries`.`delivery_ms`) AS `median_seconds`,
      quantileExactInclusive(0.95)(`deliveries`.`delivery_ms`) AS `p95_seconds`
  FROM (
    SELECT `deliveries`.`log_id` AS `log_id`, `deliveries`.`created_at` AS `created_at`,
        `deliveries`.`category` AS `category`, `deliveries`.`log_type` AS `log_type`,
        `deliveries`.`app_id` AS `app_id`, `deliveries`.`app_name` AS `app_name`,
        `deliveries`.`user_email` AS `user_email`, `deliveries`.`message_id` AS `message_id`,
        `deliveries`.`recipient` AS `recipient`, `deliveries`.`domain` AS `domain`,
        `deliveries`.`subject` AS `subject`, `deliveries`.`triggered` AS `triggered`,
        `deliveries`.`outcome` AS `outcome`, `deliveries`.`outcome_at` AS `outcome_at`,
        `deliveries`.`outcome_ms` AS `outcome_ms`, `deliveries`.`delivery_ms` AS `delivery_ms`,
        `deliveries`.`reason` AS `reason`, `deliveries`.`first_at` AS `first_at`,
        `deliveries`.`last_at` AS `last_at`
    FROM `deliveries`
    WHERE lowerUTF8(`deliveries`.`app_name`) = lowerUTF8('Shop')
      AND `deliveries`.`created_at` >= toDateTime64('2026-09-30 23:00:00', 6, 'UTC')
      AND `deliveries`.`created_at` < toDateTime64('2026-11-01 00:00:00', 6, 'UTC')
      AND `deliveries`.`app_id` IN (1, 2)
  ) AS `deliveries`
) AS `figures`
