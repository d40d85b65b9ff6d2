import { askPanel } from './ask-panel.js'
import { stateHtml } from './states.js'

const key = 'sidebar'
const atOnce = 2
const limitMs = 10_000
const isShown = matchMedia('(width >= 64rem)')

/** The servers beside every page: asked for when there is room for them, after the page is drawn. */
export function fillSidebar() {
  const sidebar = document.querySelector('[data-sidebar]')
  if (!sidebar) return
  const load = () => isShown.matches && !sidebar.dataset.asked && void ask(sidebar)
  isShown.addEventListener('change', load)
  document.addEventListener('live:state', ({ detail }) => hear(sidebar, detail))
  // Not earlier: a page that is still changing stops all that is being loaded just then.
  if (document.readyState === 'complete') load()
  else addEventListener('load', load, { once: true })
}

/** What the stream tells of the servers on the page holds for those beside it, too. */
function hear(sidebar, { topic, html }) {
  const id = CSS.escape(topic.replace(/^state:/, ''))
  const dot = sidebar.querySelector(`[data-server="${id}"] .dot`)
  if (dot) showState(dot, html)
}

async function ask(sidebar) {
  sidebar.dataset.asked = 'yes'
  sidebar.setAttribute('aria-busy', 'true')
  try {
    const reply = await askPanel(sidebar.dataset.sidebar, {
      signal: AbortSignal.timeout(limitMs),
    })
    if (reply.ok) place(sidebar, await reply.text())
  } catch {
    // Out of reach: the list of servers is a page of its own.
    delete sidebar.dataset.asked
  } finally {
    sidebar.removeAttribute('aria-busy')
  }
}

function place(sidebar, html) {
  sidebar.replaceChildren(document.createRange().createContextualFragment(html))
  rememberGroups(sidebar)
  sidebar.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  askVisible(sidebar.querySelectorAll('[data-dot]'))
}

/** What was folded away stays so from page to page, as long as the tab is open. */
function rememberGroups(sidebar) {
  const isOpen = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  for (const group of sidebar.querySelectorAll('[data-group]')) {
    const name = group.dataset.group
    if (!group.querySelector('[aria-current]')) group.open = isOpen[name] ?? group.open
    group.addEventListener('toggle', () => {
      isOpen[name] = group.open
      sessionStorage.setItem(key, JSON.stringify(isOpen))
    })
  }
}

/** Only servers in sight are contacted, and of those only the ones not looked at lately. */
function askVisible(dots) {
  const waiting = []
  let working = 0
  const work = async () => {
    working += 1
    for (let dot = waiting.shift(); dot; dot = waiting.shift()) await fill(dot)
    working -= 1
  }
  const seen = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      seen.unobserve(target)
      waiting.push(target)
      if (working < atOnce) void work()
    }
  })
  for (const dot of dots) seen.observe(dot)
}

async function fill(dot) {
  showState(dot, await stateHtml(dot.dataset.dot))
  delete dot.dataset.dot
}

/** The same badge as in the list of servers, its words for those who listen. */
function showState(dot, html) {
  const fragment = document.createRange().createContextualFragment(html ?? '')
  const badge = fragment.querySelector('.badge')
  if (!badge) return
  const { tone, icon } = badge.dataset
  const name = document.createElement('span')
  name.className = 'visually-hidden'
  name.textContent = `${badge.textContent}: `
  dot.classList.remove('is-unasked')
  Object.assign(dot.dataset, { tone, icon })
  dot.title = badge.textContent
  dot.replaceChildren(name)
}
