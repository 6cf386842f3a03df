// The pilot of the measured city: the demo's, cut down to one unit. A city without a pilot takes nothing in, measured or not.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Kept = {
  readonly id: string
  readonly units: { id: string }[]
  readonly categories: { id: string; unit: string }[]
}

const pilots = join(import.meta.dirname, '../../pilots')
const demo = readFileSync(join(pilots, 'default'), 'utf8').trim()
const read = (name: string): string => readFileSync(join(pilots, demo, name), 'utf8')

/** What lies in DATA/instance/pilot. */
export function benchPilot(id: string, unit: string): Record<string, string> {
  const pilot = JSON.parse(read('pilot.json')) as Kept
  const units = pilot.units.filter((one) => one.id === unit)
  const categories = pilot.categories.filter((one) => one.unit === unit)
  const elsewhere = pilot.categories
    .filter((one) => one.unit !== unit)
    .map((one) => ({ id: one.id, who: { en: 'Nobody: a measured city', it: 'Nessuno: una città misurata' } }))
  return {
    'pilot/pilot.json': JSON.stringify({ ...pilot, id, units, categories, elsewhere }),
    'pilot/papers.json': read('papers.json'),
    'pilot/boundary.geojson': read('boundary.geojson'),
  }
}
