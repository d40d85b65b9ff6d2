import { expect, test } from 'vitest'
import { jobNoticeView } from '../../../../src/web/views/jobs/job-notice.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aJudgedJob, aRestore, aSubject, aViewer } from '../builders.ts'

const { server } = aSubject({ name: '<b>Shop</b>' })

test('the notice of an ended job says what, where, how and why, and leads there', () => {
  const view = jobNoticeView(aJudgedJob({ operation: aRestore() }), server, aViewer())
  expect(view).toMatchObject({
    title: 'Restore into shop_restored_20261120 on <b>Shop</b>',
    reason: 'A new dump of shop is there',
    href: '/base/servers/s1/jobs/a1b2c3d4e5f60718',
  })
  const html = renderStrictly('jobs/notice', view)
  expect(html).toContain('&lt;b&gt;Shop&lt;/b&gt;')
  expect(html).toContain('data-tone="ok"')
})

test('a job without a reason has a notice all the same', () => {
  const judged = aJudgedJob({ judgement: { verdict: 'lost', evidence: [] }, operation: null })
  const view = jobNoticeView(judged, server, aViewer())
  expect(renderStrictly('jobs/notice', view)).not.toContain('toast-text')
})
