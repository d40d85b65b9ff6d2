import { startSandbox } from '../../src/sandbox/server.ts'

const [, , backupDir = ''] = process.argv
const databaseUrl = 'postgres://nobody@127.0.0.1:1/none' // files are served without it
console.log((await startSandbox({ token: 'bench', backupDir, databaseUrl })).url)
