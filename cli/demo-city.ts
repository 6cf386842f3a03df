// The city of a demo: a pilot's units, and the invented people of pilots/CITY/demo.json who answer for them. A demo's instance is
// called like its pilot, so whoever has the pins knows the city.
import { join } from 'node:path'
import type { DemoOfficer } from '@citycop/protocol/pilots/demo-people.ts'
import { parseDemoPeople } from '@citycop/protocol/pilots/folder-files.ts'
import type { Category, Group } from '@citycop/protocol/reports/categories.ts'
import { pilotsFolder, placeOf, readJson, readPilot } from './pilots/pilot-folder.ts'
import { Refused } from './refusal.ts'

/** Whose work is to read reports: they hold the unit's key, and nobody else does. */
const readers = ['case_officer', 'dispatcher', 'supervisor']

export type DemoUnit = {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly serves: Group[]
  /** Those who hold its key; the first and the second play the stories. */
  readonly officers: readonly [first: string, second: string, ...string[]]
}
export type DemoCity = {
  readonly id: string
  readonly languages: readonly string[]
  readonly units: readonly DemoUnit[]
  readonly officers: readonly DemoOfficer[]
  readonly receives: readonly Category[]
}

/** @throws Refused when there is no such pilot, or its demo has too few people */
export function demoCity(id: string, folder = pilotsFolder): DemoCity {
  const { pilot } = readPilot(id, folder)
  const { officers } = readJson(join(placeOf(id, folder), 'demo.json'), parseDemoPeople)
  const units = pilot.units.map(({ id: unit, title, serves }) => {
    const [first, second, ...more] = officers
      .filter((one) => one.units.includes(unit) && one.roles.some((role) => readers.includes(role)))
      .map((one) => one.name)
    if (first === undefined || second === undefined)
      throw new Refused('demo-people', `demo.json of ${id} names fewer than two people who read for ${unit}`)
    return { id: unit, title, serves, officers: [first, second, ...more] as const }
  })
  return { id, languages: pilot.languages, units, officers, receives: pilot.categories.map((one) => one.id) }
}
