// A city as a folder: pilots/CITY. Read whole, and refused with the file and the place in it when something does not fit.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Boundary } from '@citycop/protocol/pilots/boundary.ts'
import {
  type Parsed,
  parseBoundary,
  parseCityPolicy,
  parsePapers,
  parsePilot,
} from '@citycop/protocol/pilots/folder-files.ts'
import type { Papers } from '@citycop/protocol/pilots/papers.ts'
import type { Pilot } from '@citycop/protocol/pilots/pilot.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { Refused } from '../refusal.ts'

export const pilotsFolder = join(import.meta.dirname, '../../pilots')
/** What `citycop pilot new` begins with; no city. */
export const template = 'template'

export type PilotFolder = {
  readonly pilot: Pilot
  readonly policy: CityPolicy
  readonly cedar: string
  readonly papers: Papers
  readonly boundary: Boundary
}

export const pilotNames = (folder = pilotsFolder): string[] =>
  readdirSync(folder)
    .filter((one) => one !== template && existsSync(join(folder, one, 'pilot.json')))
    .sort()

/** The city of a demo for which nobody named one. */
export const defaultPilot = (folder = pilotsFolder): string => readFileSync(join(folder, 'default'), 'utf8').trim()

/** @throws Refused when there is no such pilot, or a file of it is none */
export function readPilot(id: string, folder = pilotsFolder): PilotFolder {
  const own = placeOf(id, folder)
  const found = readJson(join(own, 'pilot.json'), parsePilot)
  return {
    pilot: found,
    policy: readJson(join(own, 'policy/policy.json'), parseCityPolicy),
    cedar: readFileSync(join(own, 'policy/city.cedar'), 'utf8'),
    papers: readJson(join(own, 'papers.json'), parsePapers),
    boundary: readJson(join(own, found.boundary), parseBoundary),
  }
}

/** @throws Refused when there is no such pilot */
export function placeOf(id: string, folder = pilotsFolder): string {
  const names = existsSync(folder) ? [...pilotNames(folder), template] : []
  if (names.includes(id)) return join(folder, id)
  const there = pilotNamesSaid(names)
  throw new Refused('no-pilot', `there is no pilot "${id}" in ${folder}${there}; "citycop pilot new" makes one`)
}

const pilotNamesSaid = (names: readonly string[]): string => {
  const cities = names.filter((one) => one !== template)
  return cities.length === 0 ? '' : ` (there are ${cities.join(', ')})`
}

/** @throws Refused with the file, the place in it and what is wrong there */
export function readJson<T>(file: string, parse: (value: unknown) => Parsed<T>): T {
  const parsed = parse(jsonOf(file))
  if ('found' in parsed) return parsed.found
  throw new Refused('pilot-malformed', `${file}: ${parsed.problem}`)
}

function jsonOf(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refused('pilot-malformed', `${file} is not JSON: ${(error as Error).message}`)
  }
}
