import type { RemoteError } from '../../../core/errors.ts'
import type { Reading } from '../../../core/reading.ts'
import type { CallbackState } from '../../../services/callbacks.ts'
import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { type ErrorSummary, errorSummary, type Field, field } from '../pieces/field.ts'
import { serverFrame } from './server-header.ts'
import type { Subject } from './subject.ts'

export interface CallbackInput extends Subject {
  state: Reading<CallbackState>
  /** The panel's address as it stands in the form. */
  value: string
  error: string | null
  refusal: RemoteError | null
}

export interface CallbackView extends Framed {
  failure: FailureView | null
  summary: ErrorSummary | null
  /** Null: the server could not be asked. */
  status: { badge: Badge; sentence: string; at: TimeView | null } | null
  /** Null: what stands in the server's settings is not known, so there is nothing to change yet. */
  form: CallbackForm | null
}

interface CallbackForm {
  /** What giving it an address would overwrite. */
  warning: string | null
  panelAddress: Field
  action: string
  submitText: string
  /** Null: there is nothing to take away. */
  removalAction: string | null
}

export function callbackView(input: CallbackInput, viewer: Viewer): CallbackView {
  const { server, facets, state, refusal } = input
  const { paths } = viewer
  const problem = refusal ?? (state.ok ? null : state.error)
  const form = formOf(input, viewer)
  const retryHref = form ? null : paths.callback(server.id)
  const trail = [
    { text: 'Settings', href: paths.settings(server.id) },
    { text: 'Call-back', href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title: 'Call-back', tab: 'Settings', trail }, viewer),
    failure: problem && failureView(problem, server, viewer, retryHref),
    summary: errorSummary(form ? [form.panelAddress] : []),
    status: state.ok ? statusOf(state.value, viewer) : null,
    form,
  }
}

/** What was typed and sent comes back, whatever became of it. */
function formOf(input: CallbackInput, { paths }: Viewer): CallbackForm | null {
  const { server, state, value, error, refusal } = input
  if (!state.ok && error === null && refusal === null) return null
  return {
    warning: state.ok ? warningOf(state.value) : null,
    panelAddress: field({
      name: 'panelAddress',
      label: 'Address of this panel, as the container reaches it',
      help: 'In Docker this may be another one than yours: the name of the panel’s service in their common network.',
      value,
      error,
      type: 'url',
      required: true,
    }),
    action: paths.callback(server.id),
    submitText: state.ok && state.value.isSet ? 'Replace the webhook' : 'Let it call back',
    removalAction: state.ok && isOurs(state.value) ? paths.callbackRemoval(server.id) : null,
  }
}

function isOurs({ isSet, ours }: CallbackState): boolean {
  return isSet && ours !== null
}

function statusOf(state: CallbackState, { format, now }: Viewer): CallbackView['status'] {
  const { isSet, ours } = state
  if (!isSet) {
    const badge: Badge = { tone: 'quiet', icon: 'unplugged', text: 'Not set' }
    return { badge, sentence: 'The panel learns of a scheduled run at its next poll.', at: null }
  }
  if (ours === null) {
    const badge: Badge = { tone: 'quiet', icon: 'question', text: 'Set elsewhere' }
    const sentence = 'The container calls an address that was not given by this panel.'
    return { badge, sentence, at: null }
  }
  if (ours.calledAt === null) {
    const badge: Badge = { tone: 'quiet', icon: 'clock', text: 'Waiting' }
    const sentence = 'The container has its address. It has not called yet.'
    return { badge, sentence, at: null }
  }
  const badge: Badge = { tone: 'info', icon: 'send', text: 'Calling' }
  return { badge, sentence: 'The last call came', at: format.ago(ours.calledAt, now) }
}

/** The address is write-only there: nobody can see what would be lost. */
function warningOf({ isSet, ours }: CallbackState): string | null {
  if (!isSet) return null
  return ours === null
    ? 'A webhook is set already. The container does not tell its address, so replacing it cannot be undone: note the present one first if it is still needed.'
    : 'Sending the form again gives the container a new secret address. The former one is dead from then on.'
}
