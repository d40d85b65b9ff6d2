import { askPanel } from './ask-panel.js'

const limitMs = 10_000

let loaded

/** Asked for when the palette is first opened, and kept as long as the page. */
export function loadCommands(href) {
  loaded ??= ask(href).catch((error) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function ask(href) {
  const reply = await askPanel(href, { signal: AbortSignal.timeout(limitMs) })
  if (!reply.ok) throw new Error(`The palette answered ${reply.status}`)
  return commandsOf(await reply.json())
}

/**
 * What is at hand comes first: the server that is being looked at, then pages, then the servers. The
 * very first is what Enter does before anything is typed, so it only leads somewhere.
 */
function commandsOf({ pages, servers, actions }) {
  const here = servers.find(isHere)
  const others = servers.filter((server) => server !== here)
  return [
    ...(here ? actionsOf(here, actions).sort(linksFirst) : []),
    ...pages.map((page) => ({ ...page, hint: page.post ? 'Action' : 'Page', words: page.text })),
    ...servers.map(dashboardOf),
    ...others.flatMap((server) => actionsOf(server, actions)),
  ]
}

function linksFirst(a, b) {
  return Number(a.post ?? false) - Number(b.post ?? false)
}

function isHere({ href }) {
  return `${location.pathname}/`.startsWith(`${href}/`)
}

function dashboardOf({ name, href, tags }) {
  return { text: name, href, hint: 'Server', words: [name, ...tags].join(' ') }
}

function actionsOf({ name, href, tags, actions: kind }, actions) {
  return actions[kind].map(({ text, href: below, post }) => ({
    text: `${name}: ${text}`,
    href: href + below,
    post,
    hint: post ? 'Action' : 'Page',
    words: [name, text, ...tags].join(' '),
  }))
}
