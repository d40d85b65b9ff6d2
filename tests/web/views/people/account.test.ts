import { describe, expect, test } from 'vitest'
import { type AccountForms, accountView } from '../../../../src/web/views/people/account.ts'
import { aUser, aViewer, noon } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const untouched: AccountForms = {
  values: { locale: '', timeZone: '' },
  errors: {},
  passwordErrors: {},
}

function viewOf(who: 'vera' | 'otto' | 'ann', forms: Partial<AccountForms> = {}) {
  return accountView(aUser(who), { ...untouched, ...forms }, aViewer(who))
}

describe('the account', () => {
  test('says what the role may and may not do', () => {
    const granted = (who: 'vera' | 'ann') =>
      viewOf(who).rights.filter((right) => right.isGranted).length
    expect([granted('vera'), granted('ann')]).toEqual([3, 12])
  })

  test('is drawn with and without a sign-in before', () => {
    expect(renderStrictly('account/show', viewOf('otto'))).not.toContain('Last sign-in')
    const later = accountView(aUser('otto', { lastSignInAt: noon }), untouched, aViewer('otto'))
    expect(renderStrictly('account/show', later)).toContain('Last sign-in')
  })

  test('offers the browser’s manner first, and each zone that there is', () => {
    const { locale, timeZone } = viewOf('vera').preferences
    expect(locale.choices[0]).toMatchObject({ value: '', isSelected: true })
    expect(locale.choices).toContainEqual({
      value: 'de-DE',
      label: 'Deutsch (Deutschland)',
      isSelected: false,
    })
    expect(timeZone.choices.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['', 'UTC', 'Asia/Tashkent', 'Europe/Berlin']),
    )
  })

  test('keeps a locale that is not among the usual ones', () => {
    const values = { locale: 'gsw-LI', timeZone: '' }
    const { choices } = viewOf('vera', { values }).preferences.locale
    expect(choices[0]).toEqual({ value: 'gsw-LI', label: 'gsw-LI', isSelected: true })
  })

  test('puts what is wrong beside its field and at the top, and hands no password back', () => {
    const passwordErrors = { currentPassword: 'This is not your current password.' }
    const page = renderStrictly('account/show', viewOf('vera', { passwordErrors }))
    expect(page).toContain('<a href="#f-currentPassword">This is not your current password.</a>')
    expect(page).toMatch(/name="newPassword" type="password" value=""/)
    expect(page).toContain('id="f-newPassword-warning" data-icon="alert">Type it again')
    expect(page).not.toContain('f-currentPassword-warning')
  })
})
