-- What was deleted of late, for the growth of each server.
CREATE INDEX "dumps_gone_idx" ON "dumps"("server_id", "vanished_at") WHERE "vanished_at" IS NOT NULL;
