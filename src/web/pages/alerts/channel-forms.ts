import type { Request, Response } from 'express'
import type { ChannelInput } from '../../../core/alerts/alert-channel.ts'
import { Conflict } from '../../../core/errors.ts'
import type { AlertChannels } from '../../../services/alerts/channels.ts'
import type { Services } from '../../../services/all.ts'
import { goneSignal } from '../../download.ts'
import { say } from '../../flash.ts'
import { readChannel, type SentChannel } from '../../forms/alerts/channel.ts'
import { textOf } from '../../forms/body.ts'
import { queryText } from '../../forms/query.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import {
  type ChannelForm,
  channelFormView,
  channelKindsView,
} from '../../views/alerts/channel-form.ts'
import { sendOutcomeView } from './send-outcome.ts'

/** Adding, changing and trying out the ways to people. */
export function alertChannelFormPages({ alerts: { channels } }: Pick<Services, 'alerts'>) {
  return {
    newForm(req: Request, res: Response) {
      const name = queryText(req.query, 'kind')
      if (name === '') {
        return renderPage(res, 'alerts/kinds', channelKindsView(channels.kinds, viewerOf(res)))
      }
      const typed = { name: '', isEnabled: true, values: {}, errors: {} }
      return showForm(res, { channel: null, kind: channels.describe(name), typed })
    },

    async create(req: Request, res: Response) {
      const { timeZone } = viewerOf(res).format
      const create = (input: ChannelInput) => channels.create(actorOf(req, res), input, timeZone)
      await save(req, res, sentNew(channels, req), create)
    },

    async editForm(req: Request, res: Response) {
      const channel = await stored(channels, req)
      const kind = channels.describe(channel.kind)
      showForm(res, { channel, kind, typed: { ...channel, errors: {} } })
    },

    async update(req: Request, res: Response) {
      const form = await sentChange(channels, req)
      const { channel } = form
      await save(req, res, form, (input) => channels.update(actorOf(req, res), channel, input))
    },

    testNew: (req: Request, res: Response) => tryOut(channels, req, res, sentNew(channels, req)),

    async test(req: Request, res: Response) {
      await tryOut(channels, req, res, await sentChange(channels, req))
    },
  }
}

type Stored = NonNullable<ChannelForm['channel']>
type Sent = Pick<ChannelForm, 'channel' | 'kind'> & { typed: SentChannel }
type Save = (input: ChannelInput) => Promise<{ name: string }>
type Shown = Omit<ChannelForm, 'outcome'> & Partial<Pick<ChannelForm, 'outcome'>>

function showForm(res: Response, form: Shown): void {
  renderPage(res, 'alerts/form', channelFormView({ outcome: null, ...form }, viewerOf(res)))
}

async function stored(channels: AlertChannels, req: Request): Promise<Stored> {
  const channel = await channels.get(String(req.params['channelId']))
  return { ...channel, secrets: await channels.secrets(channel.id) }
}

function sentNew(channels: AlertChannels, req: Request): Sent {
  const kind = channels.describe(textOf(req.body, 'kind'))
  return { channel: null, kind, typed: readChannel(kind, req.body, null) }
}

async function sentChange(channels: AlertChannels, req: Request) {
  const channel = await stored(channels, req)
  const kind = channels.describe(channel.kind)
  return { channel, kind, typed: readChannel(kind, req.body, channel) }
}

/** What only saving can tell, a taken name, is said beside its field; everything typed stays. */
async function save(req: Request, res: Response, form: Sent, act: Save): Promise<void> {
  const { input } = form.typed
  if (input === null) return showForm(res.status(422), form)
  try {
    const { name } = await act(input)
    await say(req, { tone: 'ok', text: `${name} was saved.` })
    res.redirect(303, viewerOf(res).paths.alertChannels())
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const typed = { ...form.typed, errors: { name: error.message } }
    showForm(res.status(422), { ...form, typed })
  }
}

async function tryOut(
  channels: AlertChannels,
  req: Request,
  res: Response,
  form: Sent,
): Promise<void> {
  const { kind, typed } = form
  // What has no name yet can be tried out all the same.
  const { name: _name, ...wrong } = typed.errors
  if (Object.keys(wrong).length > 0) return showForm(res.status(422), form)
  const named = { name: typed.name || kind.label, kind: kind.kind }
  const values = { ...typed.values, ...typed.secrets }
  const failure = await channels.test(actorOf(req, res), named, values, goneSignal(res))
  const outcome = sendOutcomeView(failure, 'The receiver accepted the test message')
  showForm(res, { ...form, typed: { ...typed, errors: {} }, outcome })
}
