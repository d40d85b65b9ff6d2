-- Ways to people. What is secret of one is sealed, all in one.
CREATE TABLE "alert_channels" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "sealed_secrets" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_sent_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_channels_values_check" CHECK (pg_column_size("values") <= 65536)
);

-- Which events are told to whom, and when.
CREATE TABLE "alert_rules" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "min_severity" TEXT NOT NULL,
    "kinds" TEXT[],
    "tags" TEXT[],
    "server_ids" TEXT[],
    "quiet_from" INTEGER,
    "quiet_until" INTEGER,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "critical_passes" BOOLEAN NOT NULL DEFAULT true,
    "remind_after_ms" BIGINT,
    "sends_recovery" BOOLEAN NOT NULL DEFAULT true,
    "group_wait_ms" INTEGER NOT NULL DEFAULT 30000,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_rules_min_severity_check" CHECK ("min_severity" IN ('critical', 'warning', 'info')),
    CONSTRAINT "alert_rules_quiet_check" CHECK (("quiet_from" IS NULL) = ("quiet_until" IS NULL) AND "quiet_from" <> "quiet_until"),
    CONSTRAINT "alert_rules_quiet_from_check" CHECK ("quiet_from" BETWEEN 0 AND 1439),
    CONSTRAINT "alert_rules_quiet_until_check" CHECK ("quiet_until" BETWEEN 0 AND 1439),
    CONSTRAINT "alert_rules_remind_after_ms_check" CHECK ("remind_after_ms" >= 60000),
    CONSTRAINT "alert_rules_group_wait_ms_check" CHECK ("group_wait_ms" BETWEEN 0 AND 3600000)
);

-- Times in which nobody is told of some servers: once, or each week by the clock of a zone.
CREATE TABLE "maintenance_windows" (
    "id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "tags" TEXT[],
    "server_ids" TEXT[],
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "weekdays" INTEGER[],
    "from_minute" INTEGER,
    "until_minute" INTEGER,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "maintenance_windows_pkey" PRIMARY KEY ("id"),
    -- Either once or weekly, and never both.
    CONSTRAINT "maintenance_windows_time_check" CHECK (
        ("starts_at" IS NOT NULL AND "ends_at" > "starts_at" AND cardinality("weekdays") = 0 AND "from_minute" IS NULL AND "until_minute" IS NULL)
        OR ("starts_at" IS NULL AND "ends_at" IS NULL AND cardinality("weekdays") > 0 AND "from_minute" <> "until_minute")
    ),
    CONSTRAINT "maintenance_windows_weekdays_check" CHECK ("weekdays" <@ ARRAY[0, 1, 2, 3, 4, 5, 6]),
    CONSTRAINT "maintenance_windows_from_minute_check" CHECK ("from_minute" BETWEEN 0 AND 1439),
    CONSTRAINT "maintenance_windows_until_minute_check" CHECK ("until_minute" BETWEEN 0 AND 1439)
);

-- Problems, each from the event that began it to the one that ended it.
CREATE TABLE "incidents" (
    "id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "evidence" TEXT[],
    "to_state" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "ending" TEXT,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "incidents_severity_check" CHECK ("severity" IN ('critical', 'warning', 'info')),
    CONSTRAINT "incidents_closed_at_check" CHECK ("closed_at" >= "opened_at")
);

-- What one channel is to be told, or was told, of one incident.
CREATE TABLE "alert_notices" (
    "incident_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "wants" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "group_key" TEXT NOT NULL,
    "thread" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "told_severity" TEXT,

    CONSTRAINT "alert_notices_pkey" PRIMARY KEY ("incident_id","channel_id"),
    CONSTRAINT "alert_notices_wants_check" CHECK ("wants" IN ('problem', 'reminder', 'recovery')),
    CONSTRAINT "alert_notices_due_check" CHECK (("wants" IS NULL) = ("due_at" IS NULL)),
    CONSTRAINT "alert_notices_told_check" CHECK (("told_at" IS NULL) = ("thread" IS NULL) AND ("told_at" IS NULL) = ("told_severity" IS NULL)),
    CONSTRAINT "alert_notices_told_severity_check" CHECK ("told_severity" IN ('critical', 'warning', 'info'))
);

-- Messages on their way out, and what became of each.
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "dedup_key" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_by" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_fault" TEXT,
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "outbox_purpose_check" CHECK ("purpose" IN ('problem', 'reminder', 'recovery', 'digest')),
    CONSTRAINT "outbox_lease_check" CHECK (("leased_by" IS NULL) = ("leased_until" IS NULL)),
    CONSTRAINT "outbox_end_check" CHECK ("sent_at" IS NULL OR "given_up_at" IS NULL),
    CONSTRAINT "outbox_message_check" CHECK (pg_column_size("message") <= 65536)
);

-- One row: the summary of each day or week.
CREATE TABLE "alert_digest" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "cadence" TEXT NOT NULL DEFAULT 'off',
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "minute" INTEGER NOT NULL DEFAULT 480,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "due_at" TIMESTAMPTZ(3),
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_digest_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_digest_one_check" CHECK ("id" = 1),
    CONSTRAINT "alert_digest_cadence_check" CHECK ("cadence" IN ('off', 'daily', 'weekly')),
    CONSTRAINT "alert_digest_weekday_check" CHECK ("weekday" BETWEEN 0 AND 6),
    CONSTRAINT "alert_digest_minute_check" CHECK ("minute" BETWEEN 0 AND 1439),
    CONSTRAINT "alert_digest_due_at_check" CHECK (("cadence" = 'off') = ("due_at" IS NULL))
);

-- One row: the ping whose absence tells a watcher outside.
CREATE TABLE "alert_ping" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "values" JSONB NOT NULL,
    "sealed_secrets" TEXT,
    "interval_ms" INTEGER NOT NULL DEFAULT 300000,
    "except_tags" TEXT[],
    "due_at" TIMESTAMPTZ(3),
    "last_ping_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "withheld" TEXT[],

    CONSTRAINT "alert_ping_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_ping_one_check" CHECK ("id" = 1),
    CONSTRAINT "alert_ping_interval_ms_check" CHECK ("interval_ms" BETWEEN 60000 AND 86400000),
    CONSTRAINT "alert_ping_is_enabled_check" CHECK (NOT "is_enabled" OR ("sealed_secrets" IS NOT NULL AND "due_at" IS NOT NULL))
);

-- Which channels a rule and the digest use, in the shape that Prisma wants.
CREATE TABLE "_rule_channels" (
    "A" TEXT NOT NULL,
    "B" TEXT NOT NULL,

    CONSTRAINT "_rule_channels_AB_pkey" PRIMARY KEY ("A","B")
);

CREATE TABLE "_digest_channels" (
    "A" TEXT NOT NULL,
    "B" SMALLINT NOT NULL,

    CONSTRAINT "_digest_channels_AB_pkey" PRIMARY KEY ("A","B")
);
CREATE UNIQUE INDEX "alert_channels_name_key_key" ON "alert_channels"("name_key");
CREATE UNIQUE INDEX "alert_rules_name_key_key" ON "alert_rules"("name_key");
CREATE INDEX "incidents_server_id_opened_at_idx" ON "incidents"("server_id", "opened_at" DESC);
CREATE INDEX "incidents_opened_at_idx" ON "incidents"("opened_at");
CREATE INDEX "alert_notices_channel_id_thread_idx" ON "alert_notices"("channel_id", "thread");
CREATE UNIQUE INDEX "outbox_dedup_key_key" ON "outbox"("dedup_key");
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at" DESC);
CREATE INDEX "outbox_channel_id_thread_idx" ON "outbox"("channel_id", "thread");
CREATE INDEX "_rule_channels_B_index" ON "_rule_channels"("B");
CREATE INDEX "_digest_channels_B_index" ON "_digest_channels"("B");
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rules"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_rule_channels" ADD CONSTRAINT "_rule_channels_A_fkey" FOREIGN KEY ("A") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_rule_channels" ADD CONSTRAINT "_rule_channels_B_fkey" FOREIGN KEY ("B") REFERENCES "alert_rules"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_digest_channels" ADD CONSTRAINT "_digest_channels_A_fkey" FOREIGN KEY ("A") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "_digest_channels" ADD CONSTRAINT "_digest_channels_B_fkey" FOREIGN KEY ("B") REFERENCES "alert_digest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- At most one open problem for each subject of a server.
CREATE UNIQUE INDEX "incidents_open_key" ON "incidents"("server_id", "subject") WHERE "closed_at" IS NULL;
CREATE INDEX "alert_notices_due_idx" ON "alert_notices"("due_at") WHERE "wants" IS NOT NULL;
CREATE INDEX "outbox_waiting_idx" ON "outbox"("due_at") WHERE "sent_at" IS NULL AND "given_up_at" IS NULL;

INSERT INTO "alert_digest" DEFAULT VALUES;
INSERT INTO "alert_ping" ("values", "except_tags", "withheld") VALUES ('{}', '{}', '{}');

-- What happened before there were alerts is told to nobody.
UPDATE "events" SET "noted_at" = CURRENT_TIMESTAMP WHERE "noted_at" IS NULL;
