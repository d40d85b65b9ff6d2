// Everything here only improves pages that already work without it.

import { followBadges } from './badges.js'
import { bindCopying } from './copy.js'
import { bindDialogs } from './dialogs.js'
import { tellFinishes } from './finish-notices.js'
import { focusSummary } from './focus.js'
import { followShownJobs } from './followed.js'
import { guardForms } from './forms.js'
import { followLive } from './live.js'
import { answerInPlace } from './outcome.js'
import { refreshNowAndThen } from './refresh.js'
import { followRetention } from './retention.js'
import { editSchedules } from './schedule-editor.js'
import { explainSchedules } from './schedule-hint.js'
import { followTicks } from './selection.js'
import { previewInPlace } from './settings-preview.js'
import { bindShortcuts } from './shortcuts.js'
import { bindShortcutsSwitch } from './shortcuts-switch.js'
import { fillSidebar } from './sidebar.js'
import { bindSliders } from './sliders.js'
import { loadStates } from './states.js'
import { openStream } from './stream.js'
import { tickDurations } from './ticking.js'
import { retellTimes } from './times.js'
import { validateForms } from './validation.js'
import { tellZone } from './zone.js'

focusSummary()
answerInPlace()
validateForms()
previewInPlace()
guardForms()
bindShortcuts()
bindShortcutsSwitch()
bindDialogs()
bindCopying()
tellZone()
retellTimes(document)
loadStates()
followShownJobs()
followLive()
refreshNowAndThen()
fillSidebar()
followBadges()
tellFinishes()
openStream()
explainSchedules()
editSchedules()
bindSliders()
followRetention()
followTicks()
tickDurations()
