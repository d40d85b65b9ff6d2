// Everything here only improves pages that already work without it.
import { focusSummary } from './focus.js'
import { guardForms } from './forms.js'
import { answerInPlace } from './outcome.js'
import { bindShortcuts } from './shortcuts.js'
import { loadStates } from './states.js'
import { retellTimes } from './times.js'

focusSummary()
answerInPlace()
guardForms()
bindShortcuts()
retellTimes(document)
loadStates()
