import type { Request, Response } from 'express'
import { type Rehearsal, rehearsalDays } from '../../../core/alerts/rehearsal.ts'
import type { AlertRule, RuleInput } from '../../../core/alerts/rule.ts'
import { Conflict } from '../../../core/errors.ts'
import { count } from '../../../core/wording.ts'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { readRule, type SentRule } from '../../forms/alerts/rule.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import type { Outcome } from '../../views/alerts/form.ts'
import { newRuleValues, ruleFormView, ruleValues } from '../../views/alerts/rule-form.ts'

type Needed = Pick<Services, 'alerts' | 'servers'>

/** Adding, changing and trying out rules. */
export function alertRuleFormPages(services: Needed) {
  const { rules, channels } = services.alerts
  const named = (req: Request) => rules.get(String(req.params['ruleId']))
  const show = ruleForms(services)

  async function read(req: Request, rule: AlertRule | null): Promise<Sent> {
    return {
      rule,
      ...readRule(
        req.body,
        (await channels.list()).map(({ id }) => id),
      ),
    }
  }

  return {
    async newForm(_req: Request, res: Response) {
      const values = newRuleValues(await channels.list(), viewerOf(res).format.timeZone)
      await show.form(res, { rule: null, values, errors: {} })
    },

    async create(req: Request, res: Response) {
      const create = (input: RuleInput) => rules.create(actorOf(req, res), input)
      await show.saved(req, res, await read(req, null), create)
    },

    async editForm(req: Request, res: Response) {
      const rule = await named(req)
      await show.form(res, { rule, values: ruleValues(rule), errors: {} })
    },

    async update(req: Request, res: Response) {
      const rule = await named(req)
      const { now } = viewerOf(res)
      const update = (input: RuleInput) => rules.update(actorOf(req, res), rule, input, now)
      await show.saved(req, res, await read(req, rule), update)
    },

    async previewNew(req: Request, res: Response) {
      await show.preview(res, await read(req, null))
    },

    async preview(req: Request, res: Response) {
      await show.preview(res, await read(req, await named(req)))
    },
  }
}

/** What a form of a rule answers. */
function ruleForms({ alerts: { rules, channels }, servers }: Needed) {
  async function form(res: Response, shown: Shown): Promise<void> {
    const all = { channels: await channels.list(), servers: await servers.list() }
    const whole = { outcome: null, ...shown, ...all }
    renderPage(res, 'alerts/form', ruleFormView(whole, viewerOf(res)))
  }

  return {
    form,

    /** What only saving can tell, a taken name, is said beside its field; everything typed stays. */
    async saved(req: Request, res: Response, sent: Sent, save: Save): Promise<void> {
      if (sent.input === null) return form(res.status(422), sent)
      try {
        await save(sent.input)
        await say(req, { tone: 'ok', text: `${sent.input.name} was saved.` })
        res.redirect(303, viewerOf(res).paths.alertRules())
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        await form(res.status(422), { ...sent, errors: { name: error.message } })
      }
    },

    async preview(res: Response, sent: Sent): Promise<void> {
      if (sent.input === null) return form(res.status(422), sent)
      const rehearsal = await rules.rehearse(sent.input, viewerOf(res).now)
      return form(res, { ...sent, outcome: rehearsalOutcome(rehearsal) })
    },
  }
}

type Sent = SentRule & { rule: AlertRule | null }
type Shown = Omit<Sent, 'input'> & { outcome?: Outcome }
type Save = (input: RuleInput) => Promise<unknown>

function rehearsalOutcome({ problem, reminder, recovery }: Rehearsal): Outcome {
  const total = problem + reminder + recovery
  const parts = [
    count(problem, 'problem'),
    count(reminder, 'reminder'),
    count(recovery, 'all-clear'),
  ]
  return {
    tone: 'info',
    icon: 'info',
    title: `Of the last ${rehearsalDays} days’ events this rule would have sent ${count(total, 'message')}`,
    lines: [`To each of its channels: ${parts.join(', ')}.`, 'Nothing was sent or saved.'],
  }
}
