// Where the parts of a pilot's folder say different things, or leave something out: one sentence each. Until there is none, nothing
// of the folder is shown to anybody.
import type { CityPolicy } from '../policy/city-policy.ts'
import { type Category, categories, groupOf } from '../reports/categories.ts'
import type { Boundary } from './boundary.ts'
import { isWithin, middleOf } from './geometry.ts'
import type { ByLanguage, Pilot } from './pilot.ts'
import { textsOf } from './pilot-texts.ts'

export function contradictions(pilot: Pilot, policy: CityPolicy, boundary: Boundary): string[] {
  return [
    ...untranslated(pilot, boundary),
    ...aboutCategories(pilot),
    ...aboutUnits(pilot),
    ...withPolicy(pilot, policy),
    ...withinBoundary(boundary),
  ]
}

function untranslated(pilot: Pilot, { features }: Boundary): string[] {
  const texts = [
    ...textsOf(pilot),
    ...features.map(({ properties }): [string, ByLanguage] => [`the name of ${properties.id}`, properties.name]),
  ]
  return texts.flatMap(([what, said]) =>
    pilot.languages.filter((one) => said[one] === undefined).map((one) => `${what} is missing in "${one}"`),
  )
}

function aboutCategories({ categories: received, elsewhere, units }: Pilot): string[] {
  const named = [...received, ...elsewhere].map(({ id }) => id)
  return [
    ...categories.filter((one) => !named.includes(one)).map((one) => `${one} is neither received nor elsewhere`),
    ...repeated(named).map((one) => `${one} is named twice`),
    ...received.flatMap(({ id, unit: of }) => {
      const unit = units.find((one) => one.id === of)
      if (!unit) return [`${id} goes to ${of}, which is no unit`]
      return unit.serves.includes(groupOf[id]) ? [] : [`${id} goes to ${of}, which does not serve "${groupOf[id]}"`]
    }),
  ]
}

function aboutUnits({ units, categories: received }: Pilot): string[] {
  const wanted = new Set(received.map(({ id }: { id: Category }) => groupOf[id]))
  const served = units.flatMap(({ serves }) => serves)
  return [
    ...repeated(units.map(({ id }) => id)).map((one) => `two units are called ${one}`),
    // The server sees a group and no more (J5), so a group has one unit, and none that nothing may be received in.
    ...repeated(served).map((one) => `two units serve "${one}"`),
    ...served.filter((one) => !wanted.has(one)).map((one) => `"${one}" is served, and no category of it is received`),
  ]
}

function withPolicy({ id, country, languages, units, categories: received }: Pilot, policy: CityPolicy): string[] {
  const aims = policy.purposes.map((one) => one.id)
  const [police, open] = [aims.some((one) => one.startsWith('led_')), aims.includes('handle_concern')]
  return [
    ...(policy.lea.id === id ? [] : [`the policy is that of ${policy.lea.id}`]),
    ...(policy.lea.memberState === country ? [] : [`the policy is for ${policy.lea.memberState}, not ${country}`]),
    ...(sameWords(policy.languages, languages) ? [] : ['the policy names other languages']),
    ...(policy.service ? [] : ['the policy has no section "service": clocks and time zone']),
    ...(policy.transfers ?? [])
      .filter(({ to }) => !units.some((one) => one.id === to && one.serves.length > 0))
      .map(({ to }) => `the policy lets reports go to ${to}, which is no unit that receives any`),
    ...received.flatMap(({ id: one, regime }) => [
      ...(regime === 'GDPR' || police
        ? []
        : [`${one} is under ${regime}, and the policy has no purpose of police work`]),
      ...(regime === 'LED' || open ? [] : [`${one} is under ${regime}, and the policy lacks "handle_concern"`]),
    ]),
  ]
}

function withinBoundary({ features: [city, ...districts] }: Boundary): string[] {
  return [
    ...repeated(districts.map(({ properties }) => properties.id)).map((one) => `two districts are called ${one}`),
    ...districts
      .filter(({ geometry: { coordinates } }) => !isWithin(middleOf(coordinates[0]), city.geometry.coordinates))
      .map(({ properties }) => `the district ${properties.id} lies outside the boundary`),
  ]
}

const repeated = <T>(all: readonly T[]): T[] => [...new Set(all.filter((one, i) => all.indexOf(one) !== i))]
const sameWords = (some: readonly string[], others: readonly string[]): boolean =>
  [...some].sort().join() === [...others].sort().join()
