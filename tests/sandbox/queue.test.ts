import { describe, expect, it } from 'vitest'
import { JobLog } from '../../src/sandbox/jobs/log.ts'
import { JobQueue } from '../../src/sandbox/jobs/queue.ts'

/** Work that ends when it is told to. */
function heldWork() {
  const held = { end: () => {} }
  const ended = new Promise<void>((resolve) => {
    held.end = resolve
  })
  const work = async () => {
    await ended
    return { exitCode: 0, log: new JobLog() }
  }
  return { work, end: () => held.end() }
}

const instant = async () => ({ exitCode: 3, log: new JobLog() })

describe('the queue of jobs', () => {
  it('runs one at a time, in order', async () => {
    const queue = new JobQueue(() => 1)
    const { work, end } = heldWork()
    const first = await queue.submit('backup', work)
    const second = await queue.submit('restore', instant)
    expect(queue.list().map(({ id, state }) => [id, state])).toEqual([
      [second, 'queued'],
      [first, 'running'],
    ])
    end()
    await queue.idle()
    expect(queue.find(second)).toMatchObject({ state: 'failed', exitCode: 3, logTail: null })
  })

  it('forgets the oldest beyond a hundred, even while it runs', async () => {
    const queue = new JobQueue(() => 1)
    const { work, end } = heldWork()
    const running = await queue.submit('backup', work)
    for (let count = 0; count < 100; count += 1) await queue.submit('backup', instant)
    expect(queue.list()).toHaveLength(100)
    expect(queue.find(running)).toBeUndefined()
    end()
    await queue.idle()
  })

  it('takes 256 beside the running one, and lets the next wait for room', async () => {
    const queue = new JobQueue(() => 1)
    const { work, end } = heldWork()
    await queue.submit('backup', work)
    for (let count = 0; count < 256; count += 1) await queue.submit('backup', instant)
    const order: string[] = []
    const last = queue.submit('backup', instant).then(() => order.push('accepted'))
    expect(queue.list()[0]).toMatchObject({ state: 'queued' })
    await Promise.resolve().then(() => order.push('room'))
    end()
    await last
    expect(order).toEqual(['room', 'accepted'])
    await queue.idle()
  })
})

describe('the log of a job', () => {
  it('keeps the last fifty lines, without the blank ones at the end', () => {
    const log = new JobLog()
    for (let line = 1; line <= 60; line += 1) log.line(`line ${line}`)
    log.write(Buffer.from('\n\n'))
    expect(log.tail()).toHaveLength(50)
    expect(log.tail()?.at(-1)).toBe('line 60')
  })

  it('is null when nothing was printed, and one empty line when only blank ones were', () => {
    expect(new JobLog().tail()).toBeNull()
    const log = new JobLog()
    log.line('')
    expect(log.tail()).toEqual([''])
  })
})
