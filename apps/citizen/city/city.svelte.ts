// The city as this device knows it: looked for once, looked for again when that failed or is long ago.

import type { KeptCity } from '@citycop/client/keys/connect.ts'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import type { City, Failure } from '../worker/commands.ts'
import { Failed, failureOf } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'
import { believed, isDemo, keptPins, remember, remembered, rememberLog } from './memory.ts'
import { readPilot } from './pilot.ts'

export type CityState = { phase: 'looking' } | { phase: 'found'; city: City } | { phase: 'failed'; failure: Failure }
export type CityFinder = ReturnType<typeof findCity>

const fresh = 60 * 60 * 1000

export function findCity(ask: Ask) {
  let state = $state.raw<CityState>({ phase: 'looking' })
  let demo = $state(false)
  let pilot = $state.raw<PublicPilot>()
  let looking: Promise<void> | undefined
  let foundAt = Number.NEGATIVE_INFINITY
  let written = false

  async function look(): Promise<void> {
    const stored = remembered()
    const [pins] = await Promise.all([readPins().catch((thrown) => keptPins(stored, thrown)), findPilot()])
    demo = isDemo(pins)
    const seen = believed(stored, pins)
    const city = await ask('connect', { origin: location.origin, seen, kept: seen && stored?.city })
    if (city.answered) hear(city, city.answered)
    demo = city.demo
    state = { phase: 'found', city }
  }

  /** An answer of the city itself; what it said before is no news. */
  function hear({ demo, seen }: City, city: KeptCity): void {
    if (!written && seen !== undefined) remember({ demo, seen, city })
    if (!written) followLog()
    written = true
    foundAt = performance.now()
  }

  /** An answer that did not come takes nothing away of what was known. */
  const findPilot = async () => {
    pilot = (await readPilot()) ?? pilot
  }

  /** Once for each opening of the app, whoever opens it and for whatever: nothing waits for it. */
  const followLog = () => void ask('follow-log', undefined).then(rememberLog, () => {})

  /** One look at a time: whoever asks meanwhile waits for the same answer. */
  function find(): Promise<void> {
    if (state.phase === 'failed') state = { phase: 'looking' }
    looking ??= look()
      .catch((thrown: unknown) => {
        state = { phase: 'failed', failure: failureOf(thrown) }
      })
      .finally(() => {
        looking = undefined
      })
    return looking
  }

  return {
    get state() {
      return state
    },
    get demo() {
      return demo
    },
    /** What the city says of itself, where it does. */
    get pilot() {
      return pilot
    },
    findPilot,
    find,
    findIfStale: async () => (performance.now() - foundAt > fresh ? find() : undefined),
    /** Unless somebody has looked before: a screen that says what failed is not taken away from whoever reads it. */
    findOnce: async () => (looking === undefined && state.phase === 'looking' ? find() : undefined),
    /** Before the Worker is needed: a demonstration says so on the first screen. */
    lookWhetherDemo: async () => {
      demo = isDemo(await readPins().catch(() => undefined))
    },
  }
}

async function readPins(): Promise<unknown> {
  const answer = await fetch('/pins.json').catch(() => undefined)
  if (answer === undefined) throw new Failed({ kind: 'unreachable' })
  if (!answer.ok) throw new Failed({ kind: 'broken' })
  return answer.json()
}
