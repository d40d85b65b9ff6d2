import { tellAge } from './age.js'
import { askPanel } from './ask-panel.js'
import { fragmentOf } from './fragment.js'
import { stateHtml } from './states.js'

const key = 'sidebar'
const atOnce = 2
const limitMs = 10_000
const everyMs = 60_000
const isShown = matchMedia('(width >= 64rem)')

let drawnAt = 0

/**
 * The servers beside every page: asked for when there is room for them, after the page is drawn; their
 * states again each minute, which is as often as the monitor looks.
 */
export function fillSidebar() {
  const sidebar = document.querySelector('[data-sidebar]')
  if (!sidebar) return
  const load = () => isShown.matches && !sidebar.dataset.asked && void fill(sidebar)
  const again = () => {
    if (document.hidden) return
    if (drawnAt === 0) load()
    else if (isShown.matches) void renew(sidebar)
  }
  setInterval(again, everyMs)
  isShown.addEventListener('change', again)
  document.addEventListener('visibilitychange', again)
  document.addEventListener('live:state', ({ detail }) => hear(sidebar, detail))
  // Not earlier: a page that is still changing stops all that is being loaded just then.
  if (document.readyState === 'complete') load()
  else addEventListener('load', load, { once: true })
}

/** What the stream tells of the servers on the page holds for those beside it, too. */
function hear(sidebar, { topic, html }) {
  const dot = dotOf(sidebar, topic.replace(/^state:/, ''))
  if (dot) showState(dot, html)
}

async function fill(sidebar) {
  sidebar.dataset.asked = 'yes'
  sidebar.setAttribute('aria-busy', 'true')
  const html = await ask(sidebar)
  // Out of reach: the list of servers is a page of its own.
  if (html === null) delete sidebar.dataset.asked
  else place(sidebar, html)
  sidebar.removeAttribute('aria-busy')
}

async function ask(sidebar) {
  try {
    const reply = await askPanel(sidebar.dataset.sidebar, { signal: AbortSignal.timeout(limitMs) })
    return reply.ok ? await reply.text() : null
  } catch {
    return null
  }
}

function place(sidebar, html) {
  drawnAt = Date.now()
  sidebar.replaceChildren(fragmentOf(html))
  rememberGroups(sidebar)
  sidebar.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  askVisible(sidebar.querySelectorAll('[data-dot]'))
}

/** Servers keep their places, so that nothing moves below a pointer; the next page has the new ones. */
async function renew(sidebar) {
  const html = await ask(sidebar)
  if (html !== null) drawnAt = Date.now()
  tellAge(sidebar, drawnAt, everyMs)
  if (html === null) return
  for (const dot of fragmentOf(html).querySelectorAll('[data-server] .dot:not([data-dot])')) {
    const { server } = dot.closest('[data-server]').dataset
    if (!isFollowed(server)) dotOf(sidebar, server)?.replaceWith(dot)
  }
}

/** The stream knows it sooner than the monitor does. */
function isFollowed(server) {
  return document.querySelector(`[data-topic="state:${CSS.escape(server)}"]`) !== null
}

function dotOf(sidebar, server) {
  return sidebar.querySelector(`[data-server="${CSS.escape(server)}"] .dot`)
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
    for (let dot = waiting.shift(); dot; dot = waiting.shift()) await showAsked(dot)
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

async function showAsked(dot) {
  showState(dot, await stateHtml(dot.dataset.dot))
  delete dot.dataset.dot
}

/** The same badge as in the list of servers, its words for those who listen. */
function showState(dot, html) {
  const fragment = fragmentOf(html ?? '')
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
