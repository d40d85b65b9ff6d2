-- Who can sign in.
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "username_key" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "users_username_check" CHECK (char_length("username") BETWEEN 1 AND 200),
    CONSTRAINT "users_password_hash_check" CHECK (char_length("password_hash") BETWEEN 1 AND 500),
    CONSTRAINT "users_role_check" CHECK ("role" IN ('viewer', 'operator', 'admin'))
);

CREATE UNIQUE INDEX "users_username_key_key" ON "users"("username_key");

-- The backup servers. The token is sealed by the panel before it comes here.
CREATE TABLE "servers" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "verify_tls" BOOLEAN NOT NULL,
    "timeout_ms" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "servers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "servers_name_check" CHECK (char_length("name") BETWEEN 1 AND 200),
    CONSTRAINT "servers_kind_check" CHECK (char_length("kind") BETWEEN 1 AND 50),
    CONSTRAINT "servers_base_url_check" CHECK (char_length("base_url") BETWEEN 8 AND 2000),
    CONSTRAINT "servers_sealed_token_check" CHECK ("sealed_token" LIKE 'v1.%' AND char_length("sealed_token") <= 20000),
    CONSTRAINT "servers_timeout_ms_check" CHECK ("timeout_ms" BETWEEN 1 AND 3600000),
    CONSTRAINT "servers_tags_check" CHECK (cardinality("tags") <= 100)
);

CREATE UNIQUE INDEX "servers_name_key_key" ON "servers"("name_key");

-- What the panel remembers of the jobs that it started.
CREATE TABLE "operations" (
    "id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "job_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT,
    "target_db" TEXT,
    "verdict" TEXT,
    "evidence" TEXT[],
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "operations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "operations_job_id_check" CHECK (char_length("job_id") BETWEEN 1 AND 500),
    CONSTRAINT "operations_kind_check" CHECK ("kind" IN ('backup', 'restore')),
    CONSTRAINT "operations_source_check" CHECK (char_length("source") <= 2000),
    CONSTRAINT "operations_target_db_check" CHECK (char_length("target_db") <= 500),
    CONSTRAINT "operations_concluded_check" CHECK (("verdict" IS NULL) = ("ended_at" IS NULL)),
    CONSTRAINT "operations_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "operations_server_id_job_id_key" ON "operations"("server_id", "job_id");
CREATE INDEX "operations_server_id_started_at_idx" ON "operations"("server_id", "started_at" DESC);

-- Who did what. It outlives the people and the servers that it speaks of, so it refers to neither.
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_user_id" TEXT,
    "actor_username" TEXT NOT NULL,
    "actor_address" TEXT,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "target_name" TEXT NOT NULL,
    "server_id" TEXT,
    "outcome" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_action_check" CHECK (char_length("action") BETWEEN 1 AND 100),
    CONSTRAINT "audit_target_check" CHECK (char_length("target_id") <= 2000 AND char_length("target_name") <= 2000),
    CONSTRAINT "audit_outcome_check" CHECK ("outcome" IN ('done', 'refused', 'failed')),
    CONSTRAINT "audit_detail_check" CHECK (pg_column_size("detail") <= 65536)
);

CREATE INDEX "audit_at_idx" ON "audit"("at");
CREATE INDEX "audit_server_id_id_idx" ON "audit"("server_id", "id");

CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is never changed';
END
$$;

CREATE TRIGGER "audit_is_append_only" BEFORE UPDATE ON "audit"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();

-- Whether the first administrator may still be made at /setup. The first user closes it, and
-- nothing opens it again, not even the removal of every user.
CREATE TABLE "setup" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "nonce" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "setup_single_row_check" CHECK ("id" = 1)
);

INSERT INTO "setup" ("nonce") VALUES (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

CREATE FUNCTION "close_setup"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "setup" SET "closed_at" = CURRENT_TIMESTAMP WHERE "closed_at" IS NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER "users_close_setup" AFTER INSERT ON "users"
    FOR EACH STATEMENT EXECUTE FUNCTION "close_setup"();

CREATE FUNCTION "keep_setup"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD."closed_at" IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the setup is never opened again';
END
$$;

CREATE TRIGGER "setup_stays_closed" BEFORE UPDATE OR DELETE ON "setup"
    FOR EACH ROW EXECUTE FUNCTION "keep_setup"();

CREATE TRIGGER "setup_stays" BEFORE TRUNCATE ON "setup"
    FOR EACH STATEMENT EXECUTE FUNCTION "keep_setup"();

-- A known text sealed with the key in use, so that a wrong APP_SECRET is noticed at start.
CREATE TABLE "seal_check" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_check_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "seal_check_single_row_check" CHECK ("id" = 1)
);

-- In the shape that connect-pg-simple wants.
CREATE TABLE "session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSONB NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

CREATE INDEX "session_expire_idx" ON "session"("expire");
CREATE INDEX "session_user_idx" ON "session"(("sess" #>> '{passport,user}'));

-- In the shape, and with the order of columns, that rate-limiter-flexible wants.
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
