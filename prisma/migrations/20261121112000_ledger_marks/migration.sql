-- What the ledger was last examined for, and when: a look that shows the same need not be entered again.
ALTER TABLE "snapshots"
    ADD COLUMN "ledger_mark" TEXT,
    ADD COLUMN "ledger_at" TIMESTAMPTZ(3);
