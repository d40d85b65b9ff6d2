import type { Fragments, Pages } from '../../src/web/page.ts'
import { templates } from '../../src/web/templates.ts'
import { viewsFolder } from './folders.ts'

type Views = Pages & Fragments

const views = templates(viewsFolder, true)

/** Renders a template with a view that throws for a field it lacks, where plain EJS prints nothing. */
export function renderStrictly<P extends keyof Views>(name: P, view: Views[P]): string {
  return views.render(name, strict(view, name))
}

/** Views say `null` for what is absent, so an undefined field is a mistake as well. */
export function strict<T extends object>(value: T, path = 'view'): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver)
      const place = `${path}.${String(key)}`
      if (found === undefined && typeof key === 'string') throw new Error(`There is no ${place}`)
      return isObject(found) ? strict(found, place) : found
    },
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
