import { describe, expect, test } from 'vitest'
import { topicName } from '../../../src/services/live/topic.ts'
import { topicsOf } from '../../../src/web/live/topics.ts'

const namesOf = (...topic: string[]) => topicsOf({ topic }, 'viewer').map(topicName)

describe('the topics of a stream', () => {
  test('are states, lists of jobs, and jobs whatever their ids hold', () => {
    const names = ['state:s1', 'jobs:s1', 'job:s1:a1b2', 'job:s1:odd:id?&\n/é']
    expect(namesOf(...names)).toEqual(names)
    expect(topicsOf({ topic: 'state:s1' }, 'viewer')).toEqual([{ kind: 'state', serverId: 's1' }])
  })

  test('are each taken once, and no more than a hundred', () => {
    expect(namesOf('state:s1', 'state:s1')).toEqual(['state:s1'])
    const many = Array.from({ length: 500 }, (_, number) => `state:s${number}`)
    expect(namesOf(...many)).toHaveLength(100)
  })

  test.each(['state', 'state:', 'jobs:s1:more', 'job:s1', 'job:s1:', 'token:s1', ' state:s1'])(
    'are not %j',
    (name) => expect(namesOf(name)).toEqual([]),
  )

  test('are none where the query is odd', () => {
    for (const query of [{}, { topic: { a: 'state:s1' } }, { topic: [{ a: 'state:s1' }] }]) {
      expect(topicsOf(query, 'admin')).toEqual([])
    }
  })
})
