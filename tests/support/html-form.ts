/** The fields of the form on a page, as a browser would send them back untouched. */
export function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (isLeftOut(tag)) continue
    if (name !== undefined) fields[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, select = '', options = ''] of html.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /<option ([^>]*) selected>/.exec(options)?.[1] ?? ''
    fields[attribute(select, 'name') ?? ''] = attribute(chosen, 'value') ?? ''
  }
  return fields
}

/** A box that is not ticked sends nothing. */
function isLeftOut(tag: string): boolean {
  const isBox = ['checkbox', 'radio'].includes(attribute(tag, 'type') ?? '')
  return isBox && !/ checked[ >]/.test(tag)
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(` ${tag}`)?.[1]
  return found?.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
