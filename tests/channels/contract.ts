import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Channel } from '../../src/core/channels/channel.ts'
import { ChannelError } from '../../src/core/channels/channel-error.ts'
import { aMessage, patient } from './messages.ts'

/** What every kind of channel must do, against a receiver that speaks its words. */

export type Behaviour = 'takes' | 'is silent' | 'denies' | 'is busy' | 'fails'

export interface Receiver {
  kind: string
  /** Must never show in an error. */
  secrets: string[]
  /** Starts one that ends with the test. Whatever it refuses, it repeats what it was sent. */
  play(behaviour: Behaviour): Promise<Played>
}

export interface Played {
  open(limits?: { limitMs: number }): Channel
  /** What came, as a person would read it. */
  received(): string[]
  /** Fulfilled once somebody has come. */
  contacted: Promise<unknown>
}

export function channelContract(receiver: Receiver): void {
  const send = async (behaviour: Behaviour, message = aMessage(), limitMs = 5000) => {
    const played = await receiver.play(behaviour)
    await played.open({ limitMs }).send(message, patient)
    return played.received()
  }

  test('delivers the title, every line and the link, once', async () => {
    const message = aMessage()
    const received = await send('takes', message)
    expect(received).toHaveLength(1)
    for (const part of [message.title, ...message.lines, message.link ?? '']) {
      expect(received[0]).toContain(part)
    }
  })

  test('a message without lines or link arrives too', async () => {
    const { link: _, ...bare } = aMessage({ title: 'Good morning', lines: [] })
    expect((await send('takes', bare))[0]).toContain('Good morning')
  })

  test('letters of all languages and signs with a meaning elsewhere arrive as they are', async () => {
    const odd = 'Köln_数据库 🐘 *"<b>&amp;</b>"* \\ `x` @everyone <!channel> {{title}}'
    expect((await send('takes', aMessage({ lines: [odd] })))[0]).toContain(odd)
  })

  test('what no receiver could show is taken out', async () => {
    const [received] = await send('takes', aMessage({ title: 'a\r\nb\u0000c \uD83D d' }))
    expect(received).toContain('a b c \uFFFD d')
  })

  test('a message that is too long is cut where everybody sees it', async () => {
    const lines = Array.from({ length: 4000 }, (_, index) => `${index} <${'Ä'.repeat(90)}>`)
    const [received = ''] = await send('takes', aMessage({ title: 't'.repeat(5000), lines }))
    expect(received).toContain('… (cut short)')
    expect(received).not.toContain(lines.at(-1))
  })

  test('a receiver that never answers is given up, and may be tried again', async () => {
    const error = await failure(send('is silent', aMessage(), 200))
    expect(error).toMatchObject({ fault: 'timeout', isFinal: false })
  })

  test('whoever leaves does not wait for a silent receiver', async () => {
    const played = await receiver.play('is silent')
    const leaving = new AbortController()
    const sending = failure(played.open().send(aMessage(), leaving.signal))
    await played.contacted
    leaving.abort()
    expect((await sending).fault).toBe('timeout')
  })

  test('refused credentials are final', async () => {
    const error = await failure(send('denies'))
    expect(error).toMatchObject({ fault: 'credentials', isFinal: true })
  })

  test('a busy receiver may be tried again', async () => {
    expect((await failure(send('is busy'))).isFinal).toBe(false)
  })

  test('a receiver in trouble may be tried again', async () => {
    expect(await failure(send('fails'))).toMatchObject({ fault: 'failed', isFinal: false })
  })

  test.each(['denies', 'is busy', 'fails', 'is silent'] as const)(
    'the error of one that %s shows neither secrets nor what it said',
    async (behaviour) => {
      const error = await failure(send(behaviour, aMessage(), 200))
      const shown = inspect(error, { depth: 10, showHidden: true })
      for (const secret of [...receiver.secrets, 'echo']) expect(shown).not.toContain(secret)
    },
  )
}

export async function failure(work: Promise<unknown>): Promise<ChannelError> {
  const error = await work.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(ChannelError)
  return error
}
