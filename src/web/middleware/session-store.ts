import connectPgSimple from 'connect-pg-simple'
import type { Request } from 'express'
import session, { type SessionData } from 'express-session'
import type { Pool } from 'pg'

const PgStore = connectPgSimple(session)

export interface SessionStoreOptions {
  pool: Pool
  pruneEverySeconds: number
  onError: (error: unknown) => void
}

/**
 * Sessions as rows of a table. One that has ended stays so: a slow request that read it before, and
 * writes it at its own end, brings it back for nobody.
 */
export class SessionStore extends PgStore {
  readonly #pool: Pool
  /** Those that have, or had, a row. */
  readonly #stored = new WeakSet<object>()

  constructor({ pool, pruneEverySeconds, onError }: SessionStoreOptions) {
    super({
      pool,
      tableName: 'session',
      disableTouch: true, // one UPDATE less per page; `renewSession` keeps active people signed in
      pruneSessionInterval: pruneEverySeconds,
      errorLog: onError,
    })
    this.#pool = pool
  }

  override createSession(req: Request, data: SessionData) {
    const stored = super.createSession(req, data)
    this.#stored.add(stored)
    return stored
  }

  override set(sid: string, data: SessionData, done: (error?: unknown) => void = () => {}): void {
    if (this.#stored.has(data)) this.#update(sid, data).then(() => done(), done)
    else this.#insert(sid, data, done)
  }

  #insert(sid: string, data: SessionData, done: (error?: unknown) => void): void {
    super.set(sid, data, (error) => {
      if (!error) this.#stored.add(data)
      done(error)
    })
  }

  async #update(sid: string, data: SessionData): Promise<void> {
    const { expires } = data.cookie
    const seconds = expires ? Math.ceil(expires.getTime() / 1000) : null
    await this.#pool.query(update, [data, seconds, sid])
  }
}

const update = `
  update session set sess = $1, expire = coalesce(to_timestamp($2), expire) where sid = $3`
