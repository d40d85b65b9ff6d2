// Everything here only improves pages that already work without it.
import { bindDialogs } from './dialogs.js'
import { focusSummary } from './focus.js'
import { guardForms } from './forms.js'
import { followLive } from './live.js'
import { answerInPlace } from './outcome.js'
import { followPhrase } from './phrase.js'
import { explainSchedules } from './schedule-hint.js'
import { followTicks } from './selection.js'
import { bindShortcuts } from './shortcuts.js'
import { bindShortcutsSwitch } from './shortcuts-switch.js'
import { fillSidebar } from './sidebar.js'
import { loadStates } from './states.js'
import { tickDurations } from './ticking.js'
import { retellTimes } from './times.js'
import { tellZone } from './zone.js'

focusSummary()
answerInPlace()
guardForms()
bindShortcuts()
bindShortcutsSwitch()
bindDialogs()
tellZone()
retellTimes(document)
loadStates()
fillSidebar()
followLive()
followPhrase()
explainSchedules()
followTicks()
tickDurations()
