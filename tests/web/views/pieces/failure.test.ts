import { describe, expect, test } from 'vitest'
import { RemoteError, type RemoteFault } from '../../../../src/core/errors.ts'
import { faultWordings } from '../../../../src/core/faults.ts'
import { failureView, faultBadge } from '../../../../src/web/views/pieces/failure.ts'
import { aServer, aViewer } from '../../../support/people.ts'

const faults = Object.keys(faultWordings) as RemoteFault[]

describe('a remote failure', () => {
  test.each(faults)('%s has a sentence and a remedy of its own', (fault) => {
    const { title, remedy, detail } = failureView(
      new RemoteError(fault),
      aServer(),
      aViewer('vera'),
    )
    expect(title.length).toBeGreaterThan(10)
    expect(remedy.length).toBeGreaterThan(10)
    expect(detail).toBeNull()
  })

  test('caps what the server said', () => {
    const error = new RemoteError('failed', 'x'.repeat(10_000))
    expect(failureView(error, aServer(), aViewer('vera')).detail?.length).toBeLessThan(400)
  })

  test('leads to the edit page only those who may edit', () => {
    const error = new RemoteError('dns')
    expect(failureView(error, aServer(), aViewer('otto')).editHref).toBeNull()
    expect(failureView(error, aServer(), aViewer('ann')).editHref).toBe('/servers/s1/edit')
  })

  test('offers no second try on a paused server', () => {
    const view = failureView(new RemoteError('paused'), aServer(), aViewer('ann'), '/again')
    expect(view.retryHref).toBeNull()
  })

  test('looks like the state that it makes: what is paused is no trouble', () => {
    const toneOf = (fault: RemoteFault) =>
      failureView(new RemoteError(fault), aServer(), aViewer('ann')).badge.tone
    expect([toneOf('paused'), toneOf('refused')]).toEqual(['quiet', 'bad'])
  })
})

test('a refused token is not an unreachable server', () => {
  expect(faultBadge('token-refused').text).toBe('Token refused')
  expect(faultBadge('dns').text).toBe('Unreachable')
  expect(faultBadge('paused').text).toBe('Paused')
})
