import type { Request, Response } from 'express'
import type { RemoteError } from '../../core/errors.ts'
import { type Reading, read } from '../../core/reading.ts'
import { isSavedPerhaps, type Setting } from '../../core/setting.ts'
import type { Services } from '../../services/all.ts'
import { goneSignal } from '../download.ts'
import { say } from '../flash.ts'
import { type SettingsForm, settingsForm } from '../forms/settings.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { settingsView } from '../views/settings/settings.ts'
import { settingsPreviewView } from '../views/settings/settings-preview.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'settings' | 'settingsOutlook' | 'schedules' | 'drivers'>

/** The container's runtime settings: look, try out, apply, reset. */
export function settingsPages(services: Needed) {
  const { settings } = services
  return {
    async show(_req: Request, res: Response) {
      const server = loadedServer(res)
      settings.rules(server)
      const present = await read(settings.read(server, goneSignal(res)))
      await showSettings(res, services, { settings: present, form: null, refusal: null })
    },

    async update(req: Request, res: Response) {
      const server = loadedServer(res)
      const present = await settings.read(server, goneSignal(res))
      const form = settingsForm(req.body, present, settings.rules(server).check)
      const shown = { settings: { ok: true as const, value: present }, form, refusal: null }
      const isUnclear = Object.keys(form.errors).length > 0 || form.conflicts.length > 0
      if (form.intent === 'edit') return showSettings(res, services, shown)
      if (isUnclear) return showSettings(res.status(422), services, shown)
      if (Object.keys(form.changes).length === 0) {
        await say(req, { tone: 'info', text: 'Nothing was changed.' })
        return res.redirect(303, viewerOf(res).paths.settings(server.id))
      }
      if (form.intent === 'preview') return showPreview(res, services, { present, form })
      return apply(req, res, services, shown)
    },

    async remove(req: Request, res: Response) {
      const server = loadedServer(res)
      const key = String(req.params['key'])
      await settings.reset(actorOf(req, res), server, key)
      await say(req, {
        tone: 'ok',
        text: `${key} is back to the value that the container started with.`,
      })
      res.redirect(303, viewerOf(res).paths.settings(server.id))
    },
  }
}

interface Shown {
  settings: Reading<Setting[]>
  form: SettingsForm | null
  refusal: RemoteError | null
}

async function showSettings(res: Response, services: Needed, shown: Shown): Promise<void> {
  const server = loadedServer(res)
  const rules = services.settings.rules(server)
  const present = shown.settings.ok ? shown.settings.value : null
  const outlook =
    present && (await services.settingsOutlook.present(server, present, goneSignal(res)))
  const facts = outlook?.schedule
  const view = settingsView(
    {
      ...subjectOf(services.drivers, server),
      ...shown,
      catalogue: rules.catalogue,
      warnings: present ? rules.warnings(present) : [],
      schedule: facts ? { facts, fields: services.schedules.fields(facts.raw) } : null,
      expiry: outlook?.expiry ?? null,
    },
    viewerOf(res),
  )
  renderPage(res, 'settings/show', view)
}

async function showPreview(
  res: Response,
  services: Needed,
  { present, form }: { present: Setting[]; form: SettingsForm },
): Promise<void> {
  const server = loadedServer(res)
  const { settingsOutlook, drivers } = services
  const preview = await settingsOutlook.preview(server, present, form.changes, goneSignal(res))
  const input = { ...subjectOf(drivers, server), preview, form }
  renderPage(res, 'settings/preview', settingsPreviewView(input, viewerOf(res)))
}

/** A refusal by the server keeps the page and everything typed. */
async function apply(
  req: Request,
  res: Response,
  services: Needed,
  shown: Shown & { form: SettingsForm },
): Promise<void> {
  const server = loadedServer(res)
  const { changes } = shown.form
  const updating = services.settings.update(actorOf(req, res), server, changes)
  const updated = await read(updating)
  if (!updated.ok && !(await isSaved(res, services, updated.error, changes))) {
    return showSettings(res.status(502), services, { ...shown, refusal: updated.error })
  }
  const keys = Object.keys(changes).join(', ')
  const trouble = updated.ok
    ? ''
    : ` But the server reports: ${updated.error.detail ?? 'a failure'}`
  await say(req, { tone: updated.ok ? 'ok' : 'warn', text: `Saved: ${keys}.${trouble}` })
  return res.redirect(303, viewerOf(res).paths.settings(server.id))
}

/** Whether it holds the new values, in spite of its failure. */
async function isSaved(
  res: Response,
  services: Needed,
  error: RemoteError,
  changes: Record<string, string>,
): Promise<boolean> {
  if (!isSavedPerhaps(error)) return false
  const present = await read(services.settings.read(loadedServer(res), goneSignal(res)))
  if (!present.ok) return false
  const values = new Map(present.value.map(({ key, value }) => [key, value]))
  const readable = Object.entries(changes).filter(([key]) => values.get(key) !== undefined)
  return readable.length > 0 && readable.every(([key, value]) => values.get(key) === value)
}
