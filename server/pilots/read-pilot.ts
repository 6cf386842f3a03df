// The city's pilot folder: what it says of itself, what it has signed, and where it is. Read once, when the server starts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Boundary } from '@citycop/protocol/pilots/boundary.ts'
import {
  type Parsed,
  parseBoundary,
  parsePapers,
  parsePilot,
  parseServiceKeys,
} from '@citycop/protocol/pilots/folder-files.ts'
import type { Papers } from '@citycop/protocol/pilots/papers.ts'
import type { Pilot } from '@citycop/protocol/pilots/pilot.ts'
import { withDemoKeys } from '@citycop/protocol/pilots/service-keys.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { type Basemap, readBasemap } from './read-basemap.ts'

export type PilotFiles = {
  readonly pilot: Pilot
  readonly papers: Papers
  readonly boundary: Boundary
  readonly basemap?: Basemap
}

/**
 * What `citycop instance init` put beside the keys, or the pilot of `pilots` that is named like the city; undefined when there is
 * neither. In a demo the services' keys are those that its founding drew. @throws CannotStart when a file is missing or malformed
 */
export function readPilot(data: string, pilots: string, instance: string, demo = false): PilotFiles | undefined {
  const places = [join(data, 'instance/pilot'), join(pilots, instance)]
  const folder = places.find((one) => existsSync(join(one, 'pilot.json')))
  if (folder === undefined) return undefined
  const pilot = read(join(folder, 'pilot.json'), parsePilot)
  const basemap = readBasemap(folder)
  return {
    pilot: demo ? withDemoKeys(pilot, demoKeys(join(data, 'instance/services.json'))) : pilot,
    papers: read(join(folder, 'papers.json'), parsePapers),
    boundary: read(join(folder, pilot.boundary), parseBoundary),
    ...(basemap ? { basemap } : {}),
  }
}

/** None in a demo that an earlier version founded. */
const demoKeys = (file: string) => (existsSync(file) ? read(file, parseServiceKeys) : { keys: {} })

function read<T>(file: string, parse: (value: unknown) => Parsed<T>): T {
  if (!existsSync(file)) throw new CannotStart(`${file} is missing; citycop pilot check says what a pilot needs`)
  const parsed = parse(jsonOf(file))
  if ('found' in parsed) return parsed.found
  throw new CannotStart(`${file} is malformed: ${parsed.problem}`)
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new CannotStart(`${file} is not JSON: ${(error as Error).message}`)
  }
}
