// Checks of a running server from outside, with the eyes of a citizen's phone.
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { memoryOf } from '../memory.ts'
import { explain } from '../refusal.ts'
import { type Check, check } from './check.ts'
import { checkKeys } from './check-keys.ts'
import { checkPublished } from './check-published.ts'

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
