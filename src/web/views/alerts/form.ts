import type { Frame, Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Icon, Tone } from '../pieces/badge.ts'
import { type ErrorSummary, errorSummary } from '../pieces/field.ts'
import { type Control, errorOf } from './controls.ts'
import { type AlertTab, type AlertTabName, alertTabs } from './tabs.ts'

/** What trying something out has brought. */
export interface Outcome {
  tone: Tone
  icon: Icon
  title: string
  lines: string[]
}

/** A form of alerts: they differ in what is asked, and in nothing else. */
export interface AlertFormView extends Framed {
  tabs: AlertTab[]
  heading: string
  intro: string | null
  facts: { term: string; lines: string[] }[]
  action: string
  hidden: { name: string; value: string }[]
  summary: ErrorSummary | null
  outcome: Outcome | null
  /** What the fields hold is not saved yet, even before anything is typed. */
  isTyped: boolean
  /** `shownFor`: only while this is what was chosen to repeat. */
  groups: { legend: string; controls: Control[]; shownFor: string | null }[]
  submitText: string
  /** Tries out what is in the form without saving it. */
  trial: { text: string; action: string } | null
  cancelHref: string
  removal: { text: string; href: string } | null
}

type Given = Pick<AlertFormView, 'heading' | 'action' | 'submitText' | 'cancelHref'> &
  Partial<Pick<AlertFormView, 'intro' | 'facts' | 'hidden' | 'outcome' | 'trial' | 'removal'>> & {
    tab: AlertTabName
    groups: { legend: string; controls: Control[]; shownFor?: string }[]
    /** Above the form itself; none for the page of a tab. */
    crumbs?: Frame['crumbs']
    /** What belongs to no single field. */
    error?: string | undefined
  }

export function alertForm(given: Given, viewer: Viewer): AlertFormView {
  const { tab, crumbs = [], error, ...form } = given
  const errors = form.groups.flatMap(({ controls }) =>
    controls.flatMap((each) => errorOf(each) ?? []),
  )
  const summary = errorSummary(errors, error === undefined ? [] : [error])
  const title = summary ? `Error: ${form.heading}` : form.heading
  const parts = { intro: null, facts: [], hidden: [], outcome: null, trial: null, removal: null }
  return {
    frame: { title, section: 'alerts', crumbs, header: null },
    tabs: alertTabs(tab, viewer),
    ...parts,
    ...form,
    groups: form.groups.map((group) => ({ shownFor: null, ...group })),
    summary,
    isTyped: summary !== null || (form.outcome ?? null) !== null,
  }
}
