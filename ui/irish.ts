// Irish, which Chromium does not know beyond its plurals. A test compares every word with the full tables of ICU that Node has.
import type { OwnWords, Unit } from './own-words.ts'

const months = [
  ['Eanáir', 'Ean'],
  ['Feabhra', 'Feabh'],
  ['Márta', 'Márta'],
  ['Aibreán', 'Aib'],
  ['Bealtaine', 'Beal'],
  ['Meitheamh', 'Meith'],
  ['Iúil', 'Iúil'],
  ['Lúnasa', 'Lún'],
  ['Meán Fómhair', 'MFómh'],
  ['Deireadh Fómhair', 'DFómh'],
  ['Samhain', 'Samh'],
  ['Nollaig', 'Noll'],
] as const

const counts = new Intl.PluralRules('ga')
const units: Record<Unit, Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }> = {
  year: { one: 'bhliain', two: 'bhliain', few: 'bliana', many: 'mbliana', other: 'bliain' },
  month: { one: 'mhí', two: 'mhí', few: 'mhí', other: 'mí' },
  day: { other: 'lá' },
  hour: { many: 'n-uair an chloig', other: 'uair an chloig' },
  minute: { other: 'nóiméad' },
  second: { two: 'shoicind', few: 'shoicind', other: 'soicind' },
}
const unit = (count: number, of: Unit): string => `${count} ${units[of][counts.select(count)] ?? units[of].other}`

/** Said in place of 0, 1 and 2 of them. */
const near: Record<Unit, readonly string[]> = {
  year: ['i mbliana', 'anuraidh'],
  month: ['an mhí seo', 'an mhí seo caite'],
  day: ['inniu', 'inné', 'arú inné'],
  hour: ['an uair seo'],
  minute: ['an nóiméad seo'],
  second: ['anois'],
}

export const irish: OwnWords = {
  day: ({ year, month, day }, length) => `${day} ${months[month]?.[length === 'long' ? 0 : 1]} ${year}`,
  moment: (day, time, length) => `${day}${length === 'long' ? ' ag' : ','} ${time}`,
  list: (items) => [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(' agus '),
  unit,
  ago: (count, of, numeric) => (numeric === 'auto' && near[of][count]) || `${unit(count, of)} ó shin`,
  // The member states of the Union: whose law a city's policy may name.
  regions: {
    AT: 'an Ostair',
    BE: 'an Bheilg',
    BG: 'an Bhulgáir',
    CY: 'an Chipir',
    CZ: 'an tSeicia',
    DE: 'an Ghearmáin',
    DK: 'an Danmhairg',
    EE: 'an Eastóin',
    ES: 'an Spáinn',
    FI: 'an Fhionlainn',
    FR: 'an Fhrainc',
    GR: 'an Ghréig',
    HR: 'an Chróit',
    HU: 'an Ungáir',
    IE: 'Éire',
    IT: 'an Iodáil',
    LT: 'an Liotuáin',
    LU: 'Lucsamburg',
    LV: 'an Laitvia',
    MT: 'Málta',
    NL: 'an Ísiltír',
    PL: 'an Pholainn',
    PT: 'an Phortaingéil',
    RO: 'an Rómáin',
    SE: 'an tSualainn',
    SI: 'an tSlóivéin',
    SK: 'an tSlóvaic',
  },
  // Those a report can be written in.
  languages: { en: 'Béarla', ga: 'Gaeilge', it: 'Iodáilis', pt: 'Portaingéilis', ro: 'Rómáinis' },
}
