// What this worker keeps between two visits: the pins as first seen, which build is in force, and its files. It is the same for
// every visitor, and the quick exit leaves it: a phone without it would be a phone that was used for something.
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { openPages, type Refusal } from './scope.ts'

export type Kept = {
  readonly pins?: Pins
  /** The hash of its build.json. */
  readonly inForce?: string
  /** The one before: pages that began with it may still ask for its files. */
  readonly previous?: string
  readonly refused?: Refusal
}

const place = 'citycop'
const key = '/kept'
const prefix = 'build-'
export const cacheOf = (hash: string): string => prefix + hash

let known: Promise<Kept> | undefined
export const readKept = (): Promise<Kept> => (known ??= load().catch(keepsNothing))

async function load(): Promise<Kept> {
  const found = await caches.match(key, { cacheName: place })
  const { inForce, ...kept }: Kept = found ? await found.json() : {}
  return inForce !== undefined && (await caches.has(cacheOf(inForce))) ? { ...kept, inForce } : kept
}

/** Everything comes from the network, as without a worker. Asked again the next time: a busy phone may fail once. */
function keepsNothing(): Kept {
  known = undefined
  return {}
}

/** Also deletes the files of every build that is not named any more. */
export async function writeKept(kept: Kept): Promise<void> {
  await (await caches.open(place)).put(key, new Response(JSON.stringify(kept)))
  known = Promise.resolve(kept)
  const wanted = [kept.inForce, kept.previous].map((hash) => hash && cacheOf(hash))
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && !wanted.includes(name)) await caches.delete(name)
}

/** The build before, once no other page can have begun with it. */
export async function dropPrevious({ previous, ...kept }: Kept): Promise<void> {
  if (previous !== undefined && (await openPages()).length <= 1) await writeKept(kept)
}

/** Answers with what was checked, and otherwise with what the city sends. */
export async function answer(request: Request): Promise<Response> {
  const checked = () => findChecked(request).catch(() => undefined)
  // Where there is no network either, a phone that was too busy to look is asked once more before its person sees an error.
  return (await checked()) ?? fetch(request).catch(async (failed) => (await checked()) ?? Promise.reject(failed))
}

async function findChecked({ url }: Request): Promise<Response | undefined> {
  const { inForce, previous } = await readKept()
  for (const hash of [inForce, previous]) {
    const found = hash && (await caches.match(new URL(url).pathname, { cacheName: cacheOf(hash) }))
    if (found) return found
  }
  return undefined
}
