-- What the audit log is sorted by. Names are other people's and may be longer than an index takes.
ALTER TABLE "audit"
    ADD COLUMN "actor_key" TEXT NOT NULL GENERATED ALWAYS AS (left(lower("actor_username"), 200)) STORED,
    ADD COLUMN "target_key" TEXT NOT NULL GENERATED ALWAYS AS (left(lower("target_name"), 200)) STORED;

-- Equals are shown newest first, in either direction.
CREATE INDEX "audit_actor_key_id_idx" ON "audit"("actor_key", "id" DESC);
CREATE INDEX "audit_action_id_idx" ON "audit"("action", "id" DESC);
CREATE INDEX "audit_target_key_id_idx" ON "audit"("target_key", "id" DESC);
CREATE INDEX "audit_outcome_id_idx" ON "audit"("outcome", "id" DESC);
