import { rehearsalDays, rehearse } from '../../core/alerts/rehearsal.ts'
import type { AlertRule, RuleInput } from '../../core/alerts/rule.ts'
import type { Actor, AuditAction } from '../../core/audit.ts'
import type { IncidentStore } from '../../store/alerts/incidents.ts'
import type { NoticeStore } from '../../store/alerts/notices.ts'
import type { AlertRuleStore } from '../../store/alerts/rules.ts'
import type { Audit } from '../audit.ts'

interface Deps {
  rules: AlertRuleStore
  incidents: Pick<IncidentStore, 'eventsSince' | 'context'>
  notices: Pick<NoticeStore, 'reconsider'>
  audit: Audit
  newId: () => string
}

const rehearsalMs = rehearsalDays * 24 * 60 * 60 * 1000
/** More than a person wants to be told of in a week. */
const rehearsedEvents = 2_000

/** Adding, changing, trying out and deleting rules. */
export function alertRuleService({ rules, incidents, notices, audit, newId }: Deps) {
  return {
    list: rules.list,
    get: rules.get,

    async create(actor: Actor, input: RuleInput): Promise<AlertRule> {
      return audit.around(
        act(actor, 'alert.create-rule', { id: '', name: input.name }),
        () => rules.create(input),
        (rule) => act(actor, 'alert.create-rule', rule),
      )
    },

    async update(actor: Actor, rule: AlertRule, input: RuleInput, now: Date): Promise<void> {
      await audit.around(act(actor, 'alert.update-rule', rule), () => rules.update(rule.id, input))
      await notices.reconsider(now)
    },

    async remove(actor: Actor, rule: AlertRule): Promise<void> {
      await audit.around(act(actor, 'alert.remove-rule', rule), () => rules.remove(rule.id))
    },

    /** What the rule alone would have sent to each of its channels in the last days. */
    async rehearse(input: RuleInput, now: Date) {
      const since = new Date(now.getTime() - rehearsalMs)
      const events = await incidents.eventsSince(since, rehearsedEvents)
      const { servers, windows } = await incidents.context()
      return rehearse(input, { events, servers, windows, newId, now })
    },
  }
}

function act(actor: Actor, action: AuditAction, { id, name }: { id: string; name: string }) {
  return { actor, action, target: { kind: 'alert' as const, id, name } }
}
