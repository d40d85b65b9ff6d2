import { expect, test } from 'vitest'
import { ChannelError } from '../../../src/core/channels/channel-error.ts'
import { channelFaults } from '../../../src/core/channels/channel-faults.ts'

test('an error reads as a sentence, with what is known in brackets', () => {
  expect(new ChannelError('timeout').message).toBe('The receiver did not answer in time')
  const error = new ChannelError('rejected', { detail: 'HTTP 400' })
  expect(error.message).toBe('The receiver declined the message (HTTP 400)')
})

test('what somebody has to correct is final, and what passes by itself is not', () => {
  const isFinal = (fault: keyof typeof channelFaults) => new ChannelError(fault).isFinal
  const faults = Object.keys(channelFaults) as (keyof typeof channelFaults)[]
  expect(faults.filter(isFinal)).toEqual([
    'settings',
    'blocked',
    'credentials',
    'missing',
    'rejected',
    'redirected',
  ])
})

test('every fault says what to do about it', () => {
  for (const { title, remedy } of Object.values(channelFaults)) {
    expect(title).not.toMatch(/\.$/)
    expect(remedy).toMatch(/\.$/)
  }
})
