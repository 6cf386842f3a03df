// Which law a report is under and what it is filed as, as it is typed.
import type { Triage } from '@citycop/client/reports/change-report.ts'
import { retentionClasses } from '@citycop/protocol/policy/parameters.ts'
import type { Given, Options } from '../command.ts'
import { Usage } from '../usage.ts'
import { oneOf } from './decide.ts'

const laws = ['GDPR', 'LED'] as const

export const triageOptions: Options = {
  law: { value: 'LAW', says: 'GDPR for what is no crime, LED for a crime or signs of one', required: true },
  class: { value: 'C', says: `what it is filed as: ${retentionClasses.join(', ')}`, required: true },
  protected: { says: 'it is about what the law protects specially; from then on only who is cleared sees it' },
}

/** @throws Usage */
export function triageOf(given: Given): Triage {
  const regime = oneOf(given, 'law', laws)
  const retentionClass = oneOf(given, 'class', retentionClasses)
  if (regime === 'GDPR' && retentionClass.startsWith('crime'))
    throw new Usage('a crime is not filed under the GDPR; say --law LED, or another --class')
  return { regime, retentionClass, ...(given.on('protected') ? { protected: true } : {}) }
}

export const sayTriage = ({ regime, retentionClass, protected: special }: Triage): string =>
  `${regime}, ${retentionClass}${special ? ', specially protected' : ''}`
