import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/lib/config.ts'

const secret = 'x'.repeat(32)
const database = 'postgres://panel@db/panel'
const complete = { DATABASE_URL: database, APP_SECRET: secret }

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

function aFile(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'config-test-')), 'secret')
  writeFileSync(file, content)
  return file
}

describe('settings', () => {
  test('may all be missing: the panel then runs by itself', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: undefined,
      appSecret: undefined,
      dataDir: './data',
      host: '127.0.0.1',
      port: 3000,
      basePath: '',
      trustProxy: false,
      admin: undefined,
      logLevel: 'info',
      logFormat: 'json',
      shutdownGraceMs: 30_000,
      isMonitorOn: true,
      monitorConcurrency: 16,
      historyDays: 400,
    })
  })

  test('that are empty count as missing', () => {
    expect(readConfig({ PORT: '', BASE_URL: '', APP_SECRET: '', APP_SECRET_FILE: '' })).toEqual(
      readConfig({}),
    )
  })

  test('tell all that is wrong at once, and no value of a secret', () => {
    const env = {
      DATABASE_URL: 'mysql://root:hush-hush@db',
      APP_SECRET: 'hush',
      APP_SECRET_PREVIOUS: 'hush too',
      ADMIN_PASSWORD: 'hush again',
      BASE_URL: 'panel.example.org',
      BASE_PATH: '/a b',
      PORT: 'http',
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      SHUTDOWN_GRACE_SECONDS: 'long',
      MONITOR: 'maybe',
      MONITOR_CONCURRENCY: '0',
      HISTORY_DAYS: '3',
    }
    const problems = problemsOf(env)
    for (const name of Object.keys(env)) {
      expect(problems.filter((problem) => problem.startsWith(name))).not.toEqual([])
    }
    expect(problems.join()).not.toContain('hush')
  })

  test('with a database of its own need a secret of its own', () => {
    expect(problemsOf({ DATABASE_URL: database })).toEqual([
      'APP_SECRET must be set when DATABASE_URL is: it seals the stored tokens',
    ])
  })

  test.each([{ ADMIN_USERNAME: 'root' }, { ADMIN_PASSWORD: 'long enough for it' }])(
    'name the first administrator with a password or not at all: %o',
    (env) => {
      expect(problemsOf(env as Record<string, string>)).toEqual([
        'ADMIN_USERNAME and ADMIN_PASSWORD must be set together',
      ])
    },
  )
})

test('settings that contradict each other are told together with those that are wrong', () => {
  const problems = problemsOf({ DATABASE_URL: database, PORT: 'http', ADMIN_USERNAME: 'root' })
  expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual([
    'ADMIN_USERNAME',
    'APP_SECRET',
    'PORT',
  ])
})

describe('a secret in a file', () => {
  test('is read without its last line break', () => {
    const config = readConfig({
      ...complete,
      APP_SECRET: '',
      APP_SECRET_FILE: aFile(`${secret}\n`),
    })
    expect(config.appSecret).toBe(secret)
  })

  test.each(['DATABASE_URL', 'APP_SECRET', 'APP_SECRET_PREVIOUS', 'ADMIN_PASSWORD'])(
    'and in the environment as well is refused: %s',
    (name) => {
      const both = { ...complete, [name]: secret, [`${name}_FILE`]: aFile(secret) }
      expect(problemsOf(both)).toContain(`${name} and ${name}_FILE are both set: keep one`)
    },
  )

  test('that cannot be read is told with its path', () => {
    const problems = problemsOf({ ...complete, APP_SECRET: '', APP_SECRET_FILE: '/nowhere/at/all' })
    expect(problems).toContain('APP_SECRET_FILE cannot be read (ENOENT): /nowhere/at/all')
  })

  test('that is empty counts as wrong, not as missing', () => {
    expect(problemsOf({ APP_SECRET_FILE: aFile('\n') })).toHaveLength(1)
  })
})

describe('the base path', () => {
  test.each([
    ['backups', '/backups'],
    ['/backups/', '/backups'],
    ['//a//b//', '/a/b'],
    ['/', ''],
  ])('%s becomes %j', (given, kept) => {
    expect(readConfig({ BASE_PATH: given }).basePath).toBe(kept)
  })

  test('is part of the address that people are told', () => {
    const env = { BASE_URL: 'https://example.org', BASE_PATH: '/backups' }
    expect(readConfig(env).baseUrl?.href).toBe('https://example.org/backups/')
  })

  test('follows BASE_URL when it is not set itself', () => {
    expect(readConfig({ BASE_URL: 'https://example.org/backups/' }).basePath).toBe('/backups')
  })

  test.each(['/a/../b', '/./a', '/a?b', '/:id', '/*', '/ä', '/(a)'])('%s is refused', (path) => {
    expect(problemsOf({ BASE_PATH: path })).toHaveLength(1)
  })

  test.each(['https://example.org/a:b', 'https://example.org/(x)/*', 'https://example.org/%20'])(
    'inside of BASE_URL is held to the same: %s',
    (url) => {
      expect(problemsOf({ BASE_URL: url })).toHaveLength(1)
    },
  )

  test('that says something else than BASE_URL is refused', () => {
    const env = { BASE_URL: 'https://example.org/one', BASE_PATH: '/other' }
    expect(problemsOf(env)).toHaveLength(1)
  })
})

describe('the base URL', () => {
  test.each(['ftp://x', 'https://u:p@x', 'https://x/?a', 'https://x/#a', 'x', 'https://:p@x'])(
    '%s is refused',
    (url) => {
      expect(problemsOf({ BASE_URL: url })).toHaveLength(1)
    },
  )
})

describe('trusted proxies', () => {
  test.each([
    ['0', false],
    ['false', false],
    ['1', 1],
    ['10.0.0.0/8, fd00::/8', ['10.0.0.0/8', 'fd00::/8']],
    ['loopback', ['loopback']],
  ])('%s are understood', (given, kept) => {
    expect(readConfig({ TRUST_PROXY: given }).trustProxy).toEqual(kept)
  })

  test.each(['true', 'yes', '*', '10.0.0.0/33', 'proxy.local', '-1', '10.0.0.0/8,'])(
    '%s are refused',
    (given) => {
      expect(problemsOf({ TRUST_PROXY: given })).toHaveLength(1)
    },
  )
})

test.each(['-1', '65536', '80.5', '0x50', ' 80', '1e3'])('%j is no port', (port) => {
  expect(problemsOf({ PORT: port })).toHaveLength(1)
})
