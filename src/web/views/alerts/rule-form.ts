import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import { eventKinds } from '../../../core/alerts/event-kinds.ts'
import { rehearsalDays } from '../../../core/alerts/rehearsal.ts'
import { type AlertRule, firstRule } from '../../../core/alerts/rule.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { RuleValues, SentRule } from '../../forms/alerts/rule.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Control, select, text, ticks, toggle } from './controls.ts'
import { type AlertFormView, alertForm, type Outcome } from './form.ts'
import { channelTicks, scopeFields, zoneField } from './shared-fields.ts'
import { alertCrumbs } from './tabs.ts'
import { clockText, kindWordings, severityWordings } from './words.ts'

export interface RuleForm extends Pick<SentRule, 'values' | 'errors'> {
  /** Null: one that is being added. */
  rule: AlertRule | null
  channels: AlertChannel[]
  servers: BackupServer[]
  outcome: Outcome | null
}

export function ruleValues(rule: Omit<AlertRule, 'id'>): RuleValues {
  const { name, isEnabled, channelIds, minSeverity, kinds, serverIds, zone, quietHours } = rule
  const { criticalPasses, sendsRecovery, remindAfterMs, groupWaitMs } = rule
  return {
    ...{ name, isEnabled, channelIds, minSeverity, kinds, serverIds, zone },
    ...{ criticalPasses, sendsRecovery },
    tags: rule.tags.join(', '),
    quietFrom: quietHours ? clockText(quietHours.from) : '',
    quietUntil: quietHours ? clockText(quietHours.until) : '',
    remindHours: remindAfterMs === null ? '' : String(remindAfterMs / 3_600_000),
    groupWaitSeconds: String(groupWaitMs / 1000),
  }
}

export function newRuleValues(channels: AlertChannel[], zone: string): RuleValues {
  const channelIds = channels.length === 1 ? channels.map(({ id }) => id) : []
  return ruleValues({ ...firstRule, name: '', channelIds, zone })
}

export function ruleFormView(form: RuleForm, viewer: Viewer): AlertFormView {
  const { rule, values, errors, channels, servers, outcome } = form
  const { paths } = viewer
  const list = { text: 'Rules', href: paths.alertRules() }
  return alertForm(
    {
      tab: 'Rules',
      heading: rule === null ? 'Add a rule' : `Edit ${rule.name}`,
      crumbs: alertCrumbs(list, rule === null ? 'Add' : rule.name, viewer),
      action: rule === null ? paths.alertRules() : paths.alertRule(rule.id),
      outcome,
      groups: [
        { legend: 'Rule', controls: ownFields(form) },
        { legend: 'What', controls: whatFields(values, errors) },
        { legend: 'Where', controls: scopeFields(servers, values, errors) },
        { legend: 'Who', controls: [channelTicks(channels, values.channelIds, errors)] },
        {
          legend: 'When',
          controls: [...quietFields(values, errors), ...tellingFields(values, errors)],
        },
      ],
      submitText: rule === null ? 'Add rule' : 'Save changes',
      trial: {
        text: `Try it on the last ${rehearsalDays} days`,
        action: rule === null ? paths.newAlertRulePreview() : paths.alertRulePreview(rule.id),
      },
      cancelHref: paths.alertRules(),
      removal: rule && { text: 'Delete rule', href: paths.alertRuleRemoval(rule.id) },
    },
    viewer,
  )
}

function ownFields({ rule, values, errors }: RuleForm): Control[] {
  return [
    text({
      name: 'name',
      label: 'Name',
      value: values.name,
      error: errors['name'] ?? null,
      required: true,
      autofocus: rule === null,
    }),
    toggle({ name: 'enabled', label: 'Enabled', checked: values.isEnabled }),
  ]
}

function whatFields(values: RuleValues, errors: Record<string, string>): Control[] {
  return [
    select({
      name: 'minSeverity',
      label: 'Severity',
      value: values.minSeverity,
      error: errors['minSeverity'] ?? null,
      choices: Object.entries(severityWordings).map(([value, label]) => ({ value, label })),
    }),
    ticks({
      name: 'kinds',
      legend: 'Kinds of events',
      help: 'None ticked: all of them.',
      choices: eventKinds.map((kind) => ({ value: kind, label: kindWordings[kind] })),
      ticked: values.kinds,
    }),
  ]
}

function quietFields(values: RuleValues, errors: Record<string, string>): Control[] {
  return [
    text({
      name: 'quietFrom',
      label: 'Quiet from',
      type: 'time',
      width: 'short',
      help: 'Nothing is sent in quiet hours. What is still wrong when they end is sent then.',
      value: values.quietFrom,
      error: errors['quietFrom'] ?? null,
    }),
    text({
      name: 'quietUntil',
      label: 'Quiet until',
      type: 'time',
      width: 'short',
      value: values.quietUntil,
      error: errors['quietUntil'] ?? null,
    }),
    zoneField(values.zone, 'Of the quiet hours, and of the times in messages.', errors),
    toggle({
      name: 'criticalPasses',
      label: 'Critical events pass quiet hours',
      checked: values.criticalPasses,
    }),
  ]
}

function tellingFields(values: RuleValues, errors: Record<string, string>): Control[] {
  return [
    text({
      name: 'remindHours',
      label: 'Remind after',
      type: 'number',
      unit: 'hours',
      width: 'short',
      help: 'Repeated for as long as the problem lasts. Empty: told once.',
      value: values.remindHours,
      error: errors['remindHours'] ?? null,
      min: 1,
      max: 720,
    }),
    toggle({ name: 'sendsRecovery', label: 'Tell when it is over', checked: values.sendsRecovery }),
    text({
      name: 'groupWaitSeconds',
      label: 'Wait for more',
      type: 'number',
      unit: 'seconds',
      width: 'short',
      help: 'What happens within this time becomes one message. A host that is down is waited for longer.',
      value: values.groupWaitSeconds,
      error: errors['groupWaitSeconds'] ?? null,
      min: 0,
      max: 3600,
      required: true,
    }),
  ]
}
