// The city of a demo: a pilot's units, and the invented people of pilots/CITY/demo.json who answer for them. A demo's instance is
// called like its pilot, so whoever has the pins knows the city.
import { join } from 'node:path'
import { custodians, supervisors } from '@citycop/protocol/identity/identity.ts'
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

/** Those who keep identities, if there are two of each: every demo's people have the roles, no pilot names the units. */
function vaultOf(officers: readonly DemoOfficer[]): DemoUnit[] {
  const withRole = (role: DemoOfficer['roles'][number]) =>
    officers.filter(({ roles }) => roles.includes(role)).map(({ name }) => name)
  const [keepers, leads] = [withRole('identity_custodian'), withRole('supervisor')]
  const [k1, k2, ...moreKeepers] = keepers
  const [s1, s2, ...moreLeads] = leads
  if (!k1 || !k2 || !s1 || !s2) return []
  return [
    { id: custodians, title: vaultTitles[custodians] ?? {}, serves: [], officers: [k1, k2, ...moreKeepers] },
    { id: supervisors, title: vaultTitles[supervisors] ?? {}, serves: [], officers: [s1, s2, ...moreLeads] },
  ]
}
/** Units that no pilot lists: they receive no reports. */
export const vaultTitles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [custodians]: { en: 'Identity custodians', it: 'Custodi delle identità' },
  [supervisors]: { en: 'Supervisors', it: 'Supervisori' },
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
  const vault = vaultOf(officers)
  const postOf = (one: DemoOfficer) => vault.filter((unit) => unit.officers.includes(one.name)).map((unit) => unit.id)
  const posted = officers.map((one) => ({ ...one, units: [...one.units, ...postOf(one)] }))
  return {
    id,
    languages: pilot.languages,
    units: [...units, ...vault],
    officers: posted,
    receives: pilot.categories.map((one) => one.id),
  }
}
