// The first thing a device does with a city: take the pins it was given, check the directory against them, and remember enough
// to notice when anything is set back.
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { safeParse, strictObject } from 'valibot'
import { call, type Server, Unreachable } from '../api/call.ts'
import { type VerifiedDirectory, verifyDirectory } from './directory.ts'
import { Distrusted } from './distrusted.ts'

/** What this device remembers of a city: the same for every visitor, nothing about a report. */
export type Seen = {
  readonly rootPk: string
  readonly directory: number
  /** The hash of the certificate of the city's first custodians; those that followed hang on it. */
  readonly custodians?: string
  readonly epochs: Readonly<Record<string, number>>
  /** `note`: signed by the log; what a contradiction is shown with. */
  readonly checkpoint?: { readonly size: number; readonly root: string; readonly note?: string }
  /** The newest checkpoint that the public sees, with its right edge in hexadecimal. */
  readonly published?: { readonly size: number; readonly hashes: readonly string[]; readonly note: string }
  /** Two notes of this log that cannot both be true. Once kept, never overwritten. */
  readonly contradiction?: Contradiction
}
export type Contradiction = { readonly first: string; readonly second: string; readonly at: string }
export type Memory = { read(): Seen | undefined; write(seen: Seen): void }
export type Instance = {
  readonly server: Server
  readonly pins: Pins
  readonly memory: Memory
  readonly directory: VerifiedDirectory
  readonly demo: boolean
}
/** What a city said of itself when it was last asked. Public, and checked anew whenever it is used. */
export type KeptCity = { readonly pins: Pins; readonly directory: Reply<typeof readDirectory> }
type Options = {
  memory: Memory
  pins?: Pins
  now?: Date
  /** Told what was fetched and believed, for a time without a network. */
  keep?: (city: KeptCity) => void
}

/** @throws Distrusted when anything does not hang on the pinned root, or was set back since the last visit */
export async function connect(origin: string, options: Options): Promise<Instance> {
  const pins = options.pins ?? (await readPins(origin))
  const city = { pins, directory: await call({ origin }, readDirectory, undefined) }
  const instance = await believe(origin, city, options)
  options.keep?.(city)
  return instance
}

/** Without asking anybody: enough to seal, not to send. Undefined: it is not what `keep` was told. @throws Distrusted */
export async function connectKept(origin: string, kept: unknown, options: Options): Promise<Instance | undefined> {
  const parsed = safeParse(keptCity, kept)
  return parsed.success ? believe(origin, parsed.output, options) : undefined
}
const keptCity = strictObject({ pins: pinsSchema, directory: readDirectory.reply })

async function believe(
  origin: string,
  { pins, directory: reply }: KeptCity,
  { memory, now = new Date() }: Options,
): Promise<Instance> {
  const seen = memory.read()
  const directory = directoryFor(seen, pins, reply, now)
  refuseSetBack(seen, directory)
  memory.write(remembered(seen, pins, directory))
  return { server: { origin }, pins, memory, directory, demo: pins.demo }
}

/** The root this device saw must be one of the chain that the directory proves: old root and custodians signed each step (J10). */
function directoryFor(seen: Seen | undefined, pins: Pins, reply: KeptCity['directory'], now: Date): VerifiedDirectory {
  try {
    const directory = verifyDirectory(pins, reply, now)
    if (!seen || directory.trusted.roots.includes(seen.rootPk)) return directory
  } catch (error) {
    if (!seen || seen.rootPk === pins.rootPk) throw error
  }
  throw new Distrusted('root-changed')
}

/** The static file beside the page, never an answer of the API (J1). @throws Distrusted, Unreachable */
export async function readPins(origin: string): Promise<Pins> {
  const answer = await fetch(new URL('/pins.json', origin), { credentials: 'omit', redirect: 'error' }).catch(() => {
    throw new Unreachable('the server does not answer')
  })
  const parsed = safeParse(pinsSchema, await answer.json().catch(() => undefined))
  if (!parsed.success) throw new Distrusted('pins')
  return parsed.output
}

function refuseSetBack(seen: Seen | undefined, { number, trusted, checkpoint }: VerifiedDirectory): void {
  if (!seen) return
  if (number < seen.directory) throw new Distrusted('older-directory')
  // Left out, or others in their place: whoever has the root could name custodians of their own.
  if (seen.custodians !== undefined && trusted.custodians[0]?.hash !== seen.custodians)
    throw new Distrusted('custodians')
  for (const [unit, epoch] of Object.entries(seen.epochs)) {
    const newest = Math.max(-1, ...trusted.epochs.filter((one) => one.unit === unit).map((one) => one.epoch))
    if (newest < epoch) throw new Distrusted('older-epoch')
  }
  if (seen.checkpoint?.size === checkpoint.size && seen.checkpoint.root !== checkpoint.root)
    throw new Distrusted('fork')
}

const remembered = (seen: Seen | undefined, pins: Pins, { number, trusted, checkpoint }: VerifiedDirectory): Seen => ({
  rootPk: pins.rootPk,
  directory: number,
  ...(trusted.custodians[0] ? { custodians: trusted.custodians[0].hash } : {}),
  epochs: Object.fromEntries(
    [...trusted.epochs].sort((one, other) => one.epoch - other.epoch).map((one) => [one.unit, one.epoch]),
  ),
  // Kept as it is: only a proof that another one continues it moves it on (verify-growth.ts).
  checkpoint: seen?.checkpoint ?? checkpoint,
  ...(seen?.published ? { published: seen.published } : {}),
  ...(seen?.contradiction ? { contradiction: seen.contradiction } : {}),
})
