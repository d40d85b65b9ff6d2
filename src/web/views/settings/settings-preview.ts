import type { SettingsPreview } from '../../../core/setting.ts'
import { type SettingsForm, typedName } from '../../forms/settings.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type ConsequencesView, consequencesView } from './consequences.ts'

export interface SettingsPreviewInput extends Subject {
  preview: SettingsPreview
  form: SettingsForm
}

export interface SettingsPreviewView extends Framed {
  action: string
  backHref: string
  /** Carries the form through the preview. Never holds a secret. */
  hidden: { name: string; value: string }[]
  consequences: ConsequencesView
}

/** What a change would do, before it is applied: the step between form and server without script. */
export function settingsPreviewView(
  input: SettingsPreviewInput,
  viewer: Viewer,
): SettingsPreviewView {
  const { server, facets, preview, form } = input
  const settingsHref = viewer.paths.settings(server.id)
  const trail = [
    { text: 'Settings', href: settingsHref },
    { text: 'Preview', href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title: 'Preview', tab: 'Settings', trail }, viewer),
    action: settingsHref,
    backHref: settingsHref,
    hidden: hiddenFields(preview, form),
    consequences: consequencesView(preview, false, viewer),
  }
}

function hiddenFields(preview: SettingsPreview, form: SettingsForm): SettingsPreviewView['hidden'] {
  return preview.changes.flatMap(({ key, isSecret, from = '', to = '' }) =>
    isSecret
      ? [{ name: typedName(key), value: 'yes' }]
      : [
          { name: `was[${key}]`, value: from },
          { name: `value[${key}]`, value: form.changes[key] ?? to },
        ],
  )
}
