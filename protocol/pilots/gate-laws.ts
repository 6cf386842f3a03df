// The law behind each condition of the gate, for the gate and for whoever shows it.
import type { Regime } from '../policy/parameters.ts'
import type { GateItem } from './gate.ts'

const basisLaws: Readonly<Record<Regime, string>> = {
  GDPR: 'GDPR 6(1)(e), 6(3)',
  LED: 'LED 8',
  UNDETERMINED: 'GDPR 6(1)(e), 6(3); LED 8',
}
const laws: Readonly<Record<Exclude<GateItem, 'legal-basis'>, string>> = {
  'processor-contract': 'GDPR 28(3); LED 22(3)',
  'impact-assessment': 'GDPR 35; LED 27',
  policy: 'GDPR 24; LED 19',
  'unit-keys': 'GDPR 32(1)(b); LED 29',
  watchdog: 'LED 20, 47',
  'supervisory-authority': 'GDPR 13(2)(d); LED 13(1)(d)',
  languages: 'GDPR 12(1); LED 12(1)',
  training: 'GDPR 39(1)(b); LED 34(b)',
  'opening-day': '', // a city's own choice
}

/** `regime`: that of the category, for a legal basis. Empty where no law stands behind it. */
export const lawOf = (what: GateItem, regime: Regime = 'UNDETERMINED'): string =>
  what === 'legal-basis' ? basisLaws[regime] : laws[what]
