interface Choice {
  value: string
  label: string
}

/** Usual ones; the form takes any that Intl knows. */
const locales = `ar-EG bg-BG cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN en-US
  en-ZA es-ES es-MX et-EE fa-IR fi-FI fr-BE fr-CA fr-CH fr-FR he-IL hi-IN hr-HR hu-HU id-ID it-IT
  ja-JP kk-KZ ko-KR lt-LT lv-LV nb-NO nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS
  sv-SE th-TH tr-TR uk-UA uz-UZ vi-VN zh-CN zh-TW`.split(/\s+/)

/** Each in its own words, as its readers look for it. */
export function localeChoices(): Choice[] {
  return [{ value: '', label: 'As the browser asks for' }, ...localesByName]
}

const localesByName = locales
  .map((value) => ({ value, label: ownName(value) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'))

function ownName(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
}

/** Where there is no browser to ask. */
export function timeZoneNames(): Choice[] {
  return timeZones
}

export function timeZoneChoices(): Choice[] {
  return [{ value: '', label: 'The browser’s' }, ...timeZones]
}

/** Intl leaves UTC out of its list. */
const timeZones = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
