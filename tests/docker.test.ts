import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const lines = (path: string) =>
  readFileSync(new URL(`../${path}`, import.meta.url), 'utf8').split('\n')

describe('the image', () => {
  const dockerfile = lines('Dockerfile')
  const lastStage = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM ')))
  const copied = dockerfile
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))

  test('copies only what exists', () => {
    expect(copied).not.toEqual([])
    expect(copied.filter((path) => !existsSync(path))).toEqual([])
  })

  test('finds in its context all that it copies', () => {
    const offered = lines('.dockerignore').filter((line) => line.startsWith('!'))
    const isOffered = (path: string) => offered.includes(`!${path.split('/')[0]}`)
    expect(copied.filter((path) => !isOffered(path))).toEqual([])
  })

  test('runs as a user other than root, named by number', () => {
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001'])
  })

  test('is asked for its health by its own command line', () => {
    expect(lastStage.join('\n')).toMatch(
      /HEALTHCHECK [^\n]*\\\n\s+CMD \["node", "dist\/cli\.js", "healthcheck"\]/,
    )
  })
})

describe('the compose file', () => {
  const compose = lines('docker-compose.yml')

  test('publishes ports on loopback only', () => {
    const ports = compose.filter((line) => /^\s+ports:/.test(line))
    expect(ports).not.toEqual([])
    expect(ports.filter((line) => !/^\s+ports: \['127\.0\.0\.1:[^,]+'\]$/.test(line))).toEqual([])
  })

  test('takes every secret from a file', () => {
    const plain = /^\s+\w*(PASSWORD|SECRET|TOKEN|DATABASE_URL):/
    expect(compose.filter((line) => plain.test(line))).toEqual([])
  })

  test('mounts only files that exist', () => {
    const mounted = compose.map((line) => /- \.\/([^:]+):/.exec(line)?.[1]).filter((path) => path)
    expect(mounted.filter((path) => !existsSync(`${path}`))).toEqual([])
  })
})
