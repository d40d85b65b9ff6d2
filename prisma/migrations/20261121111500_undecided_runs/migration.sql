-- Each poll reads the runs of its server that nothing is decided of yet.
CREATE INDEX "runs_undecided_idx" ON "runs"("server_id") WHERE "punctuality" = 'due' OR "verdict" IN ('running', 'queued');
