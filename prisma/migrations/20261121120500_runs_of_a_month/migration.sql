-- The same columns as keys: Prisma has no words for those that an index only carries along.
DROP INDEX "runs_at_idx";
CREATE INDEX "runs_at_server_id_punctuality_verdict_expected_wall_idx" ON "runs"("at", "server_id", "punctuality", "verdict", "expected_wall");
