-- How often each server is looked at, how old its dumps may be, and where it may call back.
ALTER TABLE "servers"
    ADD COLUMN "poll_interval_ms" INTEGER NOT NULL DEFAULT 60000,
    ADD COLUMN "max_age_ms" BIGINT,
    ADD COLUMN "callback_digest" TEXT,
    ADD COLUMN "called_back_at" TIMESTAMPTZ(3),
    ADD CONSTRAINT "servers_poll_interval_ms_check" CHECK ("poll_interval_ms" BETWEEN 1000 AND 86400000),
    ADD CONSTRAINT "servers_callback_digest_check" CHECK ("callback_digest" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "servers_max_age_ms_check" CHECK ("max_age_ms" > 0);

-- Jobs that others started are remembered too, with what they ended in.
ALTER TABLE "operations"
    ALTER COLUMN "started_by" DROP NOT NULL,
    ADD COLUMN "exit_code" INTEGER,
    ADD COLUMN "error" TEXT;

-- Apart from the operations, so that no list ever reads a log.
CREATE TABLE "job_logs" (
    "operation_id" TEXT NOT NULL,
    "lines" TEXT[],
    "is_cut" BOOLEAN NOT NULL,

    CONSTRAINT "job_logs_pkey" PRIMARY KEY ("operation_id"),
    CONSTRAINT "job_logs_size_check" CHECK (pg_column_size("lines") <= 131072),
    CONSTRAINT "job_logs_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operations"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What is to be done again and again. Whoever holds the lease does it; who loses it writes nothing.
CREATE TABLE "tasks" (
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "server_id" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_by" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "misses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "tasks_lease_check" CHECK (("leased_by" IS NULL) = ("leased_until" IS NULL)),
    CONSTRAINT "tasks_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "tasks_due_at_idx" ON "tasks"("due_at");

-- The processes that watch.
CREATE TABLE "instances" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instances_pkey" PRIMARY KEY ("id")
);

-- What is known of each server from its last polls.
CREATE TABLE "snapshots" (
    "server_id" TEXT NOT NULL,
    "watched_since" TIMESTAMPTZ(3) NOT NULL,
    "polled_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "evidence" TEXT[],
    "doubted_state" TEXT,
    "doubted_polls" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,
    "answer_ms" INTEGER,
    "schedule" TEXT,
    "interval_ms" BIGINT,
    "next_run_at" TIMESTAMPTZ(3),
    "utc_offset_minutes" INTEGER,
    "is_cluster" BOOLEAN NOT NULL DEFAULT false,
    "clock_skew_ms" BIGINT,
    "certificate_ends_at" TIMESTAMPTZ(3),
    "probed_at" TIMESTAMPTZ(3),
    "physical_bytes" BIGINT NOT NULL DEFAULT 0,
    "listed_bytes" BIGINT NOT NULL DEFAULT 0,
    "dump_count" INTEGER NOT NULL DEFAULT 0,
    "active_jobs" JSONB NOT NULL,
    "settings" JSONB,
    "warnings" TEXT[],
    "ledger_mark" TEXT,
    "ledger_at" TIMESTAMPTZ(3),

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("server_id"),
    CONSTRAINT "snapshots_state_check" CHECK ("state" IN ('ok', 'late', 'failing', 'unreachable', 'refused', 'unknown', 'paused')),
    CONSTRAINT "snapshots_doubt_check" CHECK (("doubted_state" IS NULL) = ("doubted_polls" = 0)),
    CONSTRAINT "snapshots_settings_check" CHECK (pg_column_size("settings") <= 65536),
    CONSTRAINT "snapshots_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Each database, as safe as its last good dump.
CREATE TABLE "databases" (
    "server_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "evidence" TEXT[],
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "is_expected" BOOLEAN NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_good_at" TIMESTAMPTZ(3),
    "last_bytes" BIGINT,
    "median_bytes" BIGINT,
    "max_age_ms" BIGINT,

    CONSTRAINT "databases_pkey" PRIMARY KEY ("server_id","name"),
    CONSTRAINT "databases_state_check" CHECK ("state" IN ('safe', 'late', 'failing', 'unknown', 'gone')),
    CONSTRAINT "databases_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "databases_state_idx" ON "databases"("state");

-- The ledger: each run that happened, and each that should have.
CREATE TABLE "runs" (
    "id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "punctuality" TEXT NOT NULL,
    "expected_wall" TIMESTAMPTZ(3),
    "expected_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "job_id" TEXT,
    "started_by" TEXT,
    "verdict" TEXT,
    "evidence" TEXT[],
    "databases" JSONB NOT NULL,
    "size_bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "runs_origin_check" CHECK ("origin" IN ('schedule', 'panel', 'elsewhere')),
    CONSTRAINT "runs_punctuality_check" CHECK ("punctuality" IN ('due', 'on-time', 'late', 'missed', 'not-watched', 'unscheduled')),
    CONSTRAINT "runs_expected_check" CHECK (("expected_wall" IS NULL) = ("expected_at" IS NULL)),
    CONSTRAINT "runs_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "runs_server_id_at_idx" ON "runs"("server_id", "at" DESC);
CREATE INDEX "runs_at_server_id_punctuality_verdict_expected_wall_idx" ON "runs"("at", "server_id", "punctuality", "verdict", "expected_wall");
CREATE UNIQUE INDEX "runs_server_id_expected_wall_key" ON "runs"("server_id", "expected_wall");
CREATE UNIQUE INDEX "runs_server_id_job_id_key" ON "runs"("server_id", "job_id");

-- Every dump that was ever seen on a server.
CREATE TABLE "dumps" (
    "id" BIGSERIAL NOT NULL,
    "server_id" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "slots" TEXT[],
    "appeared_at" TIMESTAMPTZ(3) NOT NULL,
    "vanished_at" TIMESTAMPTZ(3),
    "run_id" TEXT,

    CONSTRAINT "dumps_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "dumps_size_bytes_check" CHECK ("size_bytes" >= 0),
    CONSTRAINT "dumps_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "dumps_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX "dumps_server_id_finished_at_idx" ON "dumps"("server_id", "finished_at" DESC);
CREATE INDEX "dumps_run_id_idx" ON "dumps"("run_id");
CREATE UNIQUE INDEX "dumps_server_id_identity_key" ON "dumps"("server_id", "identity");

-- What changed, when, and why.
CREATE TABLE "events" (
    "id" BIGSERIAL NOT NULL,
    "server_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "evidence" TEXT[],
    "from_state" TEXT,
    "to_state" TEXT,
    "noted_at" TIMESTAMPTZ(3),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "events_severity_check" CHECK ("severity" IN ('critical', 'warning', 'info', 'resolved')),
    CONSTRAINT "events_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "events_server_id_id_idx" ON "events"("server_id", "id" DESC);
CREATE INDEX "events_at_idx" ON "events"("at");

-- How the polls of an hour or of a day went.
CREATE TABLE "health_rollups" (
    "server_id" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ok" INTEGER NOT NULL DEFAULT 0,
    "late" INTEGER NOT NULL DEFAULT 0,
    "failing" INTEGER NOT NULL DEFAULT 0,
    "unreachable" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "answer_ms_sum" BIGINT NOT NULL DEFAULT 0,
    "answer_ms_max" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "health_rollups_pkey" PRIMARY KEY ("server_id","span","starts_at"),
    CONSTRAINT "health_rollups_span_check" CHECK ("span" IN ('hour', 'day')),
    CONSTRAINT "health_rollups_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "operations_open_idx" ON "operations"("server_id") WHERE "ended_at" IS NULL;
CREATE INDEX "dumps_there_idx" ON "dumps"("server_id") WHERE "vanished_at" IS NULL;
CREATE INDEX "dumps_gone_idx" ON "dumps"("server_id", "vanished_at") WHERE "vanished_at" IS NOT NULL;
CREATE INDEX "runs_undecided_idx" ON "runs"("server_id") WHERE "punctuality" = 'due' OR "verdict" IN ('running', 'queued');
CREATE INDEX "events_not_noted_idx" ON "events"("id") WHERE "noted_at" IS NULL;

-- Servers that were there before the monitor are polled at once.
INSERT INTO "tasks" ("name", "kind", "server_id", "due_at")
SELECT 'poll:' || "id", 'poll', "id", CURRENT_TIMESTAMP FROM "servers";
