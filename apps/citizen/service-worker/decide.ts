// What the service worker decides, apart from doing it.
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import { type BuildOffer, type BuildVerdict, verifyBuild } from '@citycop/protocol/log/verify-build.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'

/** A question for a file of the app. All others go to the city untouched, and no answer to them is ever kept. */
export function isForApp(request: Pick<Request, 'method' | 'url'>, origin: string): boolean {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin) return false
  return url.pathname === '/' || /^\/(assets\/[\w.-]+|[\w-]+\.(svg|png|webmanifest))$/.test(url.pathname)
}

/** `anew`: another city than before, of which nothing counts any more. */
export type PinsVerdict = { readonly pins: Pins; readonly anew: boolean } | { readonly refused: 'pins' }

/**
 * The first pins stay, but for the root key: no build hangs on it, and the app itself follows a new root only along the chain that the
 * directory proves. Only a demonstration, which is made anew every other day and says so, may come as another city.
 */
export function comparePins(kept: Pins | undefined, offered: Uint8Array): PinsVerdict {
  const pins = parsePayload(pinsSchema, offered)
  if (!pins) return { refused: 'pins' }
  if (!kept || canonical(kept) === canonical(pins)) return { pins, anew: false }
  if (kept.demo && pins.demo && kept.rootPk !== pins.rootPk) return { pins, anew: true }
  const isSameButRoot = canonical({ ...kept, rootPk: '' }) === canonical({ ...pins, rootPk: '' })
  return isSameButRoot ? { pins, anew: false } : { refused: 'pins' }
}

/** By the pinned policy; where the pins have none, nobody outside confirms the log, and its own signature must do. */
export function compareBuild(offer: BuildOffer, pins: Pins, now: number): BuildVerdict | { refused: 'pins' } {
  const policy = readPolicy(pins.witnessPolicy ?? `log ${pins.logKey}\nquorum none\n`)
  return policy ? verifyBuild(offer, { name: 'citizen', policy, now }) : { refused: 'pins' }
}

function readPolicy(text: string) {
  try {
    return parsePolicy(text)
  } catch {
    return undefined
  }
}
