import type { Viewer } from './viewer.ts'

/** Both buttons are drawn; the stylesheet shows the one for what is not so already. */
export interface DensitySwitch {
  action: string
  next: string
}

export function densitySwitch({ paths }: Viewer, next: string): DensitySwitch {
  return { action: paths.density(), next }
}
