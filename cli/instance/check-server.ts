// Checks of a running server from outside, with the eyes of a citizen's phone.
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { memoryOf } from '../memory.ts'
import { explain } from '../refusal.ts'
import { type Check, check } from './check.ts'
import { checkPublished } from './check-published.ts'

const daysBeforeWarning = 10

export async function checkServer(origin: string, pins: Pins, data = 'DIR'): Promise<Check[]> {
  const start = 'npm start, and look at what it says'
  const alive = await check('server alive', start, () => answers(origin, '/healthz'))
  if (alive.state === 'fail') return [alive]
  const ready = await check('server ready', start, () => answers(origin, '/readyz'))
  let instance: Instance | undefined
  const directory = await check('directory', 'do not use this server until you know why its keys differ', async () => {
    instance = await connectOrSay(origin, pins)
    const { number, units } = instance.directory
    return `number ${number}, ${units.length} units, every certificate hangs on the pinned root and stands in the log`
  })
  const published = await checkPublished(origin, pins)
  return [alive, ready, directory, ...(instance ? await checkKeys(instance, origin, data) : []), ...published]
}

async function connectOrSay(origin: string, pins: Pins): Promise<Instance> {
  try {
    return await connect(origin, { pins, memory: memoryOf(pins, () => {}) })
  } catch (error) {
    throw new Error(explain(error).sentence)
  }
}

async function answers(origin: string, path: string): Promise<string> {
  const began = performance.now()
  const answer = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(5000), redirect: 'error' }).catch(
    () => {
      throw new Error(`${origin}${path} does not answer within 5 s`)
    },
  )
  if (!answer.ok) throw new Error(`${origin}${path} answers ${answer.status}`)
  return `${path} answered ${answer.status} in ${Math.ceil(performance.now() - began)} ms`
}

function checkKeys({ pins, directory }: Instance, origin: string, data: string): Promise<Check[]> {
  const { checkpoint, trusted, units } = directory
  const names = [...new Set(trusted.epochs.map((epoch) => epoch.unit))].sort()
  const renew = pins.demo
    ? `citycop demo --server ${origin} --data ${data}`
    : 'have the administrator certify the next epoch'
  const confirm = pins.demo ? renew : 'have an officer of the unit sign in'
  return Promise.all([
    check(
      'log',
      'do not use this server until you know why',
      () => `the directory stands in a signed log of ${checkpoint.size} entries or more`,
    ),
    check('units', renew, () => {
      if (names.length === 0) throw new Error('no unit has a certified key, so nobody can report')
      return names.join(', ')
    }),
    ...names.map((unit) => check(`${unit}: key`, renew, () => validity(directory, unit))),
    ...units.map(({ id, unconfirmedSince }) =>
      check(`${id}: confirmed`, confirm, () =>
        unconfirmedSince === undefined
          ? 'a member confirmed the key within 72 hours'
          : { warn: `nobody has confirmed the key since ${unconfirmedSince}` },
      ),
    ),
  ])
}

function validity({ trusted }: Instance['directory'], unit: string) {
  const ends = trusted.epochs
    .filter((epoch) => epoch.unit === unit)
    .map((epoch) => epoch.notAfter)
    .sort()
    .at(-1)
  const today = new Date().toISOString().slice(0, 10)
  if (ends === undefined || ends < today) throw new Error(`the last key ended on ${ends}, so nobody can report`)
  return ends < addDays(today, daysBeforeWarning) ? { warn: `valid until ${ends} only` } : `valid until ${ends}`
}
