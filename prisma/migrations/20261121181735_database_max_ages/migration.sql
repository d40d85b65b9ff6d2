-- How old a dump may be is set on its server, where whoever changes it looks for it.
-- AlterTable
ALTER TABLE "databases" DROP COLUMN "max_age_ms";

-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "database_max_ages" JSONB NOT NULL DEFAULT '[]';
