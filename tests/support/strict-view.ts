import { fileURLToPath } from 'node:url'
import { templates } from '../../src/web/templates.ts'

const views = templates(fileURLToPath(new URL('../../views', import.meta.url)), true)

/** Renders a template with a view that throws for a field it lacks, where plain EJS prints nothing. */
export function renderStrictly(name: string, view: object): string {
  return views.render(name, strict(view, name))
}

function strict<T extends object>(value: T, path: string): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver)
      const place = `${path}.${String(key)}`
      if (found === undefined && typeof key === 'string') throw new Error(`There is no ${place}`)
      return isPlain(found) ? strict(found, place) : found
    },
  })
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
