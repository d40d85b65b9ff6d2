/** A program to be killed: starts the embedded Postgres of a folder, adds a row, says so, and stays. */
import { setInterval } from 'node:timers'
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres/start.ts'
import { runOn } from './sql.ts'

const [dataDir = '', row = ''] = process.argv.slice(2)
const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
const url = await server.ensureDatabase('shop')
await runOn(url, 'create table if not exists orders (id text)')
await runOn(url, 'insert into orders values ($1)', [row])
process.stdout.write('kept\n')
setInterval(() => undefined, 1_000)
