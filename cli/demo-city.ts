// The demo city: a harbour town that does not exist, its units and the people who answer for them.
import type { Group } from '@citycop/protocol/reports/categories.ts'

export const demoInstance = 'portolume'

export type DemoUnit = {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly serves: Group[]
  readonly officers: readonly string[]
}

export const demoUnits: readonly DemoUnit[] = [
  {
    id: 'harbour-team',
    title: { en: 'Harbour quarter team', it: 'Squadra del quartiere Porto' },
    serves: ['crime', 'concern', 'question', 'tip', 'urgent'],
    officers: ['anna', 'bruno'],
  },
  {
    id: 'home-safety',
    title: { en: 'Safety at home unit', it: 'Unità sicurezza in casa' },
    serves: ['protected'],
    officers: ['carla', 'dario'],
  },
]

export const demoOfficers = demoUnits.flatMap(({ id, officers }) => officers.map((name) => ({ name, unit: id })))
