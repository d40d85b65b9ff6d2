import type { ServerResponse } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { unauthorized } from './app.ts'
import type { ReplyFault } from './faults.ts'
import { json, type Reply, type ReplyBody, reply } from './http/reply.ts'

/** What a fault makes of a reply; undefined when no reply is to be sent at all. */
export async function misbehave(
  fault: ReplyFault,
  honest: () => Promise<Reply>,
  response: ServerResponse,
): Promise<Reply | undefined> {
  switch (fault.kind) {
    case 'hang':
      return undefined
    case 'reset':
      response.socket?.resetAndDestroy()
      return undefined
    case 'slow-headers':
      await wait(fault.delayMs, undefined, { ref: false })
      return honest()
    case 'held':
      await fault.until
      return honest()
    case 'cut':
      return throughStream(await honest(), cutAfter(fault.afterBytes))
    case 'stall':
      return throughStream(await honest(), stallAfter(fault.afterBytes))
    case 'drip':
      return throughStream(await honest(), drip(fault.bytes, fault.everyMs))
    default:
      return lie(fault)
  }
}

type Lie = Exclude<
  ReplyFault,
  { kind: 'hang' | 'reset' | 'slow-headers' | 'held' | 'cut' | 'stall' | 'drip' }
>

function lie(fault: Lie): Reply {
  switch (fault.kind) {
    case 'endless':
      return endless()
    case 'garbled':
      return reply(200, { 'Content-Type': 'application/json' }, '{"backups":[{"slot":"la')
    case 'html':
      return reply(200, { 'Content-Type': 'text/html' }, '<!doctype html><title>Welcome</title>')
    case 'redirect':
      return reply(302, { Location: fault.location }, '')
    case 'wrong-shape':
      return json(200, { message: 'this is not what you asked for', backups: 7, jobs: 'none' })
    case 'no-job-id':
      return json(202, { accepted: true })
    case 'status':
      return json(fault.status, { error: 'told to fail' })
    case 'wrong-token':
      return unauthorized()
  }
}

const endlessLine = `${JSON.stringify({ slot: 'last', name: 'x'.repeat(1000), size: 1, mtime: 1 })},`

function endless(): Reply {
  function* lines() {
    yield '{"backups":['
    for (;;) yield endlessLine
  }
  const body: ReplyBody = { kind: 'stream', open: () => Readable.from(lines()), discard: () => {} }
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body }
}

/** Sends an honest reply through a stream that is not. */
function throughStream(honest: Reply, spoiler: Transform): Reply {
  const { body, headers } = honest
  if (body.kind === 'missing') return honest
  const open = body.kind === 'stream' ? body.open : () => Readable.from([Buffer.from(body.text)])
  const discard = body.kind === 'stream' ? body.discard : () => {}
  const length = body.kind === 'text' ? { 'Content-Length': `${Buffer.byteLength(body.text)}` } : {}
  const spoiled = () => {
    const source = open()
    source.on('error', (error) => spoiler.destroy(error))
    spoiler.on('close', () => source.destroy())
    return source.pipe(spoiler)
  }
  return {
    ...honest,
    headers: { ...length, ...headers },
    body: { kind: 'stream', open: spoiled, discard },
  }
}

function cutAfter(limit: number): Transform {
  let sent = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const rest = chunk.subarray(0, Math.max(0, limit - sent))
      sent += chunk.length
      this.push(rest)
      // The error comes a moment later, so that what was pushed is sent first.
      if (sent < limit) done()
      else setTimeout(() => done(new Error('cut on command')), 50)
    },
  })
}

function stallAfter(limit: number): Transform {
  let sent = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      this.push(chunk.subarray(0, Math.max(0, limit - sent)))
      sent += chunk.length
      if (sent < limit) done() // Beyond the limit it is never called: the stream stands still.
    },
  })
}

function drip(bytes: number, everyMs: number): Transform {
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length && !this.destroyed; at += bytes) {
        this.push(chunk.subarray(at, at + bytes))
        await wait(everyMs, undefined, { ref: false })
      }
      done()
    },
  })
}
