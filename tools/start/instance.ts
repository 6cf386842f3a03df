// What a data folder was made for, and whether it fits what is asked now.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../../server/platform/cannot-start.ts'
import type { Options } from '../../server/platform/options.ts'
import { defaultPilot } from '../../server/platform/pilots.ts'
import { runCitycop } from './children.ts'

type Pins = { readonly instance: string; readonly suite: string; readonly demo: boolean }

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/

export function isMade(data: string): boolean {
  return existsSync(join(data, 'instance/pins.json'))
}

/** What the city in this folder is called. */
export const cityIn = (data: string): string => readPins(data).instance

export function refuseMismatch({ data, pilot, suite, demo, host, limits }: Options): void {
  const made = isMade(data) ? readPins(data) : undefined
  if (made && suite && suite !== made.suite)
    throw new CannotStart(
      `${data} was made with --suite ${made.suite}, which stays; choose another --data DIR for ${suite}`,
    )
  if (made && pilot && pilot !== made.instance)
    throw new CannotStart(`${data} was made for ${made.instance}, which stays; choose another --data DIR for ${pilot}`)
  if (made && demo && !made.demo)
    throw new CannotStart(`${data} is not a demo city; start it with --no-demo, or choose another --data DIR`)
  const isDemo = made?.demo ?? demo
  if (isDemo && !loopback.test(host))
    throw new CannotStart(`a demo city stays on this machine, so --host ${host} cannot be used`)
  if (!limits && !isDemo) throw new CannotStart('--limits off is for a demo city only')
}

export async function makeInstance({ data, pilot, suite, demo }: Options, say: (line: string) => void): Promise<void> {
  const offline = `${data}-offline-keys`
  // Whoever wants another name, or the keys on a stick at once, runs `citycop instance init` before the first start.
  const kind = demo ? ['--demo'] : ['--offline', offline]
  const name = pilot ?? (demo ? defaultPilot() : 'city')
  await runCitycop(
    ['instance', 'init', '--data', data, '--instance', name, '--suite', suite ?? 'pq', ...kind],
    'making the keys of the city',
  )
  if (!demo) say(`the city's root and administrator keys are in ${offline}: take them off this machine`)
}

function readPins(data: string): Pins {
  const path = join(data, 'instance/pins.json')
  try {
    const { instance, suite, demo } = JSON.parse(readFileSync(path, 'utf8'))
    return { instance: String(instance), suite: String(suite), demo: demo === true }
  } catch (error) {
    throw new CannotStart(`${path} cannot be read (${(error as Error).message})`)
  }
}
