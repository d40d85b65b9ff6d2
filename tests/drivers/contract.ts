import { expect, test } from 'vitest'
import type { Driver } from '../../src/core/driver.ts'
import { NotFound, RemoteError } from '../../src/core/errors.ts'
import { isFinished, type Job } from '../../src/core/job.ts'
import type { ProbeStep } from '../../src/core/probe.ts'
import { collector } from '../support/collector.ts'
import { oddNames, oddValues } from './odd-values.ts'

/** What every kind of backup server must do, as far as it has the facets. */

export interface ContractServer extends AsyncDisposable {
  connect(over?: { token?: string; timeoutMs?: number }): Driver
  /** Puts a file where the server lists it, and answers the id that it should get. */
  put(name: string, bytes: Buffer): Promise<string>
  /** From now on every call hangs. */
  hang(): void
}

const patient = new AbortController().signal

export function driverContract(open: () => Promise<ContractServer>): void {
  test('tells its status', async () => {
    await using server = await open()
    expect(await server.connect().status(patient)).toMatchObject({
      schedule: expect.any(String),
      isCluster: false,
    })
  })

  test('climbs the whole ladder of a sound server', async () => {
    await using server = await open()
    const steps = await climb(server.connect())
    expect(steps.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    expect(steps.map(({ name }) => name)).toEqual(rungs)
  })

  test('stops climbing at a refused token, and says what to do', async () => {
    await using server = await open()
    const steps = await climb(server.connect({ token: 'wrong' }))
    const failed = steps.findIndex(({ outcome }) => outcome === 'failed')
    expect(steps[failed]).toMatchObject({ name: 'token', remedy: expect.stringMatching(/\.$/) })
    expect(steps.slice(failed + 1).every(({ outcome }) => outcome === 'skipped')).toBe(true)
  })

  test('says which calls were refused for the token', async () => {
    await using server = await open()
    const driver = server.connect({ token: 'wrong' })
    for (const call of callsOf(driver)) {
      expect(await faultOf(call())).toBe('token-refused')
    }
  })

  test('ends every call at its limit', async () => {
    await using server = await open()
    server.hang()
    const driver = server.connect({ timeoutMs: 200 })
    for (const call of callsOf(driver)) expect(await faultOf(call())).toBe('timeout')
  })

  test('ends every call when the caller leaves', async () => {
    await using server = await open()
    server.hang()
    const driver = server.connect()
    for (const call of callsOf(driver)) {
      const leaving = new AbortController()
      const fault = faultOf(call(leaving.signal))
      leaving.abort()
      expect(await fault).toBe('timeout')
    }
  })

  test.each(oddNames)('lists, downloads and removes %j', async (name) => {
    await using server = await open()
    const bytes = Buffer.from(`bytes of ${name}`)
    const id = await server.put(name, bytes)
    const { inventory, downloads, removals } = server.connect()
    const listed = await inventory?.list(patient)
    expect(listed?.files.find((file) => file.id === id)).toMatchObject({
      name,
      sizeBytes: bytes.length,
    })
    expect(inventory?.describe(id).name).toBe(name)
    const download = await downloads?.open(id, { method: 'GET', headers: {} }, patient)
    expect(download).toMatchObject({ status: 200, name })
    expect(download?.headers['content-length']).toBe(String(bytes.length))
    const sink = collector()
    await download?.pipeTo(sink)
    expect(sink.bytes().toString()).toBe(bytes.toString())
    await removals?.remove(id, patient)
    const left = await inventory?.list(patient)
    expect(left?.files).not.toContainEqual(expect.objectContaining({ id }))
  })

  test('passes ranges and conditions on', async () => {
    await using server = await open()
    const id = await server.put('some.gz', Buffer.from('0123456789'))
    const { downloads } = server.connect()
    const ask = async (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') => {
      const download = await downloads?.open(id, { method, headers }, patient)
      const sink = collector()
      await download?.pipeTo(sink)
      return {
        status: download?.status,
        headers: download?.headers ?? {},
        text: sink.bytes().toString(),
      }
    }
    expect(await ask({ range: 'bytes=2-4' })).toMatchObject({ status: 206, text: '234' })
    expect(await ask({ range: 'bytes=99-' })).toMatchObject({
      status: 416,
      text: '',
      headers: { 'content-range': 'bytes */10' },
    })
    expect(await ask({}, 'HEAD')).toMatchObject({
      status: 200,
      text: '',
      headers: { 'content-length': '10' },
    })
    const since = (await ask({})).headers['last-modified'] ?? ''
    expect(await ask({ 'if-modified-since': since })).toMatchObject({ status: 304, text: '' })
    expect(await ask({ range: 'bytes=0-1', 'if-range': since })).toMatchObject({ status: 206 })
    expect(await ask({ range: 'bytes=0-1', 'if-range': '"other"' })).toMatchObject({ status: 200 })
    expect(await ask({ range: 'bytes=0-1,4-5' })).toMatchObject({ status: 200 })
  })

  test('a file that is gone is missing, and an id of no server is not found', async () => {
    await using server = await open()
    const id = await server.put('some.gz', Buffer.from('x'))
    const { downloads, inventory, removals } = server.connect()
    await removals?.remove(id, patient)
    const request = { method: 'GET' as const, headers: {} }
    expect(await faultOf(downloads?.open(id, request, patient))).toBe('missing')
    expect(await faultOf(removals?.remove(id, patient))).toBe('missing')
    expect(() => inventory?.describe('never:written/by/us')).toThrow(NotFound)
    await expect(downloads?.open('..', request, patient)).rejects.toThrow(NotFound)
  })

  test('a run becomes a job that ends', async () => {
    await using server = await open()
    const { runs, jobs } = server.connect()
    const id = (await runs?.start(patient)) ?? ''
    const job = await finished(() => jobs?.find(id, patient))
    expect(job).toMatchObject({ id, kind: 'backup' })
    expect((await jobs?.list(patient))?.[0]?.id).toBe(id)
    expect(await jobs?.find('0123456789abcdef', patient)).toBeNull()
    expect(await jobs?.find('../config', patient)).toBeNull()
  })

  test('a restore of a file that is not there is a job that fails', async () => {
    await using server = await open()
    const id = await server.put('gone.sql.gz', Buffer.from('x'))
    const { removals, restores, jobs } = server.connect()
    await removals?.remove(id, patient)
    const jobId = (await restores?.start({ backupId: id }, 'a_new_one', patient)) ?? ''
    const job = await finished(() => jobs?.find(jobId, patient))
    expect(job).toMatchObject({ kind: 'restore', state: 'failed', exitCode: 1 })
  })

  test('settings are read, changed and reset, and secrets never shown', async () => {
    await using server = await open()
    const { settings } = server.connect()
    if (settings === undefined) return
    const keys = settings.catalogue.map(({ key }) => key).sort()
    expect((await settings.read(patient)).map(({ key }) => key).sort()).toEqual(keys)
    const secret = settings.catalogue.find(({ kind }) => kind === 'secret')?.key ?? ''
    const number = settings.catalogue.find(({ kind }) => kind === 'number')?.key ?? ''
    const after = await settings
      .update({ [secret]: 'https://77', [number]: '77' }, patient)
      .catch(() => settings.update({ [secret]: '77', [number]: '77' }, patient))
    expect(after.find(({ key }) => key === number)).toMatchObject({ value: '77' })
    expect(after.find(({ key }) => key === secret)).toEqual({
      key: secret,
      isSecret: true,
      isSet: true,
      source: 'override',
    })
    await settings.reset(number, patient)
    const reset = (await settings.read(patient)).find(({ key }) => key === number)
    expect(reset?.source).toBe('base')
    expect(await faultOf(settings.reset(number, patient))).toBe('missing')
  })

  test('values that the driver refuses are those that the server refuses', async () => {
    await using server = await open()
    const { settings } = server.connect()
    if (settings === undefined) return
    for (const { key } of settings.catalogue) {
      for (const value of oddValues) {
        const answer = await settings.update({ [key]: value }, patient).then(
          () => null,
          (error: RemoteError) => error.fault,
        )
        const expected = settings.check(key, value) === null ? null : 'rejected'
        expect({ key, value, answer }).toEqual({ key, value, answer: expected })
      }
    }
  })
}

const rungs = ['address', 'dns', 'tcp', 'tls', 'healthz', 'token', 'status', 'config', 'clock']

async function climb(driver: Driver): Promise<ProbeStep[]> {
  const steps: ProbeStep[] = []
  for await (const step of driver.probe(patient)) steps.push(step)
  return steps
}

/** One call of each facet there is. */
function callsOf(driver: Driver): ((signal?: AbortSignal) => Promise<unknown> | undefined)[] {
  return [
    (signal = patient) => driver.status(signal),
    (signal = patient) => driver.inventory?.list(signal),
    (signal = patient) => driver.jobs?.list(signal),
    (signal = patient) => driver.settings?.read(signal),
  ]
}

async function faultOf(call: Promise<unknown> | undefined): Promise<string> {
  const error = await call?.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(RemoteError)
  return error.fault
}

async function finished(find: () => Promise<Job | null> | undefined): Promise<Job> {
  for (;;) {
    const job = await find()
    if (job && isFinished(job)) return job
  }
}
