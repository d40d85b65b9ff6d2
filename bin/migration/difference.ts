import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { catalogueReader } from './catalogue-reader.ts'

/** The SQL that leads from a live database to a Prisma schema; empty when nothing is missing. */
export async function writeDifference(url: string, schema: string): Promise<string> {
  engineModule ??= loadEngine()
  const { SchemaEngine } = await engineModule
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueReader(pool))
  const files = [{ path: 'schema.prisma', content: schema }]
  try {
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return exitCode === 0 ? '' : (stdout ?? '')
  } finally {
    await pool.end()
  }
}

/** Loaded once: a second instance would take the memory of the first away. */
let engineModule: ReturnType<typeof loadEngine> | undefined

/** Node 20 cannot import WebAssembly as the package's own entry does, so this does it by hand. */
async function loadEngine() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const bytes = await readFile(join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  const { __wbg_set_wasm: connect } = engine as unknown as { __wbg_set_wasm(exports: object): void }
  connect(instance.exports)
  instance.exports['__wbindgen_start']?.()
  return engine
}

/** What we need of it: its types are part of the browser's, which we do without. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, () => void> } }>
}
