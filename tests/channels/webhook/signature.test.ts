import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signatureHeaders } from '../../../src/channels/webhook/signature.ts'

const at = new Date('2026-11-20T04:00:00.500Z')
const message = { id: 'message-7', body: '{"title":"Köln"}', at }

function expected(key: Buffer | string): string {
  const hmac = createHmac('sha256', key).update(`message-7.1795147200.${message.body}`)
  return `v1,${hmac.digest('base64')}`
}

test('a receiver with the secret can verify id, time and body', () => {
  expect(signatureHeaders('a secret of ours', message)).toEqual({
    'webhook-id': 'message-7',
    'webhook-timestamp': '1795147200',
    'webhook-signature': expected('a secret of ours'),
  })
})

test('a secret made for the standard counts by its bytes', () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef')
  const headers = signatureHeaders(`whsec_${key.toString('base64')}`, message)
  expect(headers['webhook-signature']).toBe(expected(key))
})

// From the documentation of the standard, so that its libraries agree with us.
test('the example of the standard comes out', () => {
  const headers = signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    at: new Date(1_614_265_330_000),
  })
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('without a secret there is an id and a time, but no signature', () => {
  expect(Object.keys(signatureHeaders('', message))).toEqual(['webhook-id', 'webhook-timestamp'])
})
