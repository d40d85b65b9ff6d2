import { Passport } from 'passport'
import { Strategy } from 'passport-local'
import type { User } from '../../core/user.ts'
import type { Accounts } from '../../services/people/accounts.ts'
import type { SignIn } from '../../services/people/sign-in.ts'
import { visitorAddress } from '../visitor-address.ts'

/** Why a sign-in was refused, for the form to say. */
export type Refusal = { waitSeconds: number }

/** Name and password over the sign-in service; the session keeps nothing but the person's id. */
export function panelPassport(deps: { accounts: Accounts; signIn: SignIn }) {
  const passport = new Passport()
  passport.use(
    new Strategy({ passReqToCallback: true }, (req, username, password, done) => {
      deps.signIn.attempt(username, password, visitorAddress(req)).then((result) => {
        if (result.outcome === 'signed-in') done(null, result.user)
        else done(null, false, refusalOf(result) as never)
      }, done)
    }),
  )
  passport.serializeUser((user, done) => done(null, user.id))
  passport.deserializeUser((id: string, done) => {
    deps.accounts.find(id).then((user: User | null) => done(null, user ?? false), done)
  })
  return passport
}

function refusalOf(result: { outcome: string; waitSeconds?: number }): Refusal {
  return { waitSeconds: result.waitSeconds ?? 0 }
}
