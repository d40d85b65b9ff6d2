// Everything here only improves pages that already work without it.
import { focusSummary } from './focus.js'
import { guardForms } from './forms.js'
import { followLive } from './live.js'
import { answerInPlace } from './outcome.js'
import { followPhrase } from './phrase.js'
import { explainSchedules } from './schedule-hint.js'
import { bindShortcuts } from './shortcuts.js'
import { loadStates } from './states.js'
import { tickDurations } from './ticking.js'
import { retellTimes } from './times.js'
import { tellZone } from './zone.js'

focusSummary()
answerInPlace()
guardForms()
bindShortcuts()
tellZone()
retellTimes(document)
loadStates()
followLive()
followPhrase()
explainSchedules()
tickDurations()
