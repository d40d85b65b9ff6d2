import { readFileSync } from 'node:fs'

const secretNames = [
  'DATABASE_URL',
  'APP_SECRET',
  'APP_SECRET_PREVIOUS',
  'ADMIN_PASSWORD',
  'METRICS_TOKEN',
] as const

/** Empty variables count as unset; `X_FILE` stands for the content of a file, without its last newline. */
export function withSecretFiles(env: NodeJS.ProcessEnv) {
  const problems: string[] = []
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value) values[name] = value
  for (const name of secretNames) {
    const file = values[`${name}_FILE`]
    if (file === undefined) continue
    if (values[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one`)
    else values[name] = readSecretFile(name, file, problems)
  }
  return { values, problems }
}

function readSecretFile(name: string, file: string, problems: string[]): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable'
    problems.push(`${name}_FILE cannot be read (${code}): ${file}`)
    return ''
  }
}
