import type { Request, Response } from 'express'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

const cookieName = 'density'
const yearMs = 365 * 24 * 60 * 60 * 1000

/** How close the rows of tables stand, as this browser was told; read before the page is drawn. */
export function densityOf(req: Request): Density {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.includes(`${cookieName}=compact`) ? 'compact' : 'comfortable'
}

export function keepDensity(res: Response, density: Density, basePath: string): void {
  const options = {
    path: basePath || '/',
    maxAge: yearMs,
    sameSite: 'lax',
    httpOnly: true,
  } as const
  res.cookie(cookieName, density, { ...options, secure: res.req.secure })
}
