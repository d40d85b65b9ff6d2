import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import type pg from 'pg'

/** The type that Postgres calls "char", with quotes: its own catalogues use it. */
const charType = 18
const textType = 25

/**
 * Prisma's adapter for Postgres, corrected so that Prisma's schema engine can read a schema through
 * it: the adapter refuses the type "char". Give it a pool of one connection.
 */
export function catalogueReader(pool: pg.Pool): PrismaPg {
  const charColumns = hideChar(pool)
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  return Object.assign(factory, {
    connect: async () => showChar(await connect(), charColumns),
  })
}

/** Makes the pool say "text" for "char"; the result tells which columns of the last answer were so. */
function hideChar(pool: pg.Pool): () => number[] {
  const query = pool.query.bind(pool)
  let columns: number[] = []
  Object.assign(pool, {
    query: async (config: pg.QueryArrayConfig) => {
      const result = await query(config)
      columns = []
      for (const [at, field] of result.fields.entries()) {
        if (field.dataTypeID !== charType) continue
        field.dataTypeID = textType
        columns.push(at)
      }
      return result
    },
  })
  return () => columns
}

/** Makes the adapter say "character" again for those columns: the engine insists. */
function showChar<Adapter extends SqlDriverAdapter>(adapter: Adapter, charColumns: () => number[]) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    queryRaw: async (sql: Parameters<typeof queryRaw>[0]) => {
      const result = await queryRaw(sql)
      for (const at of charColumns()) result.columnTypes[at] = ColumnTypeEnum.Character
      return result
    },
  })
}
