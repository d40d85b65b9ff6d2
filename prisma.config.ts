import { defineConfig } from 'prisma/config'

/** Read by Prisma's own commands. The panel itself never runs them: see src/store/migrate.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] && { datasource: { url: process.env['DATABASE_URL'] } }),
})
