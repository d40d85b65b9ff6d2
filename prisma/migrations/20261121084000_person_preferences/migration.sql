-- How dates and numbers read for a person; null: as the browser asks for.
-- Which names exist only the panel's Intl knows, so here is no more than a limit.
ALTER TABLE "users"
    ADD COLUMN "locale" TEXT,
    ADD COLUMN "time_zone" TEXT,
    ADD CONSTRAINT "users_locale_check" CHECK (char_length("locale") BETWEEN 2 AND 100),
    ADD CONSTRAINT "users_time_zone_check" CHECK (char_length("time_zone") BETWEEN 1 AND 100);
