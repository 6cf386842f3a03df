// What the public sees of the log, and when (J15): at a fixed cadence a checkpoint of a padded size, once enough witnesses have
// cosigned it. Until they have, the last good one stays, and its age tells.
import { randomUUID } from 'node:crypto'
import { isQuorum, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { City } from '../platform/instance.ts'
import { type Answered, askWitness, type Offered } from './ask-witness.ts'
import { insertDummies, isPadded, paddedSize } from './dummies.ts'
import type { Log } from './log.ts'
import { insertPublished, latestPublished, type Published } from './published-store.ts'
import type { Signed } from './sequencer.ts'
import { insertAct } from './store.ts'

export type Publisher = {
  latest(): Published | undefined
  /** The tree that the latest note is about. */
  tree(): Signed | undefined
  /** Pads, signs, asks the witnesses, and publishes if they are enough. One at a time; a second call joins the first. */
  tick(): Promise<Tick>
  /** Now, and from now on so often. Waits for the very first: no device believes a city that has published nothing. */
  begin(everySeconds: number): Promise<void>
  /** Ends the cadence, and waits for a tick under way. */
  stop(): Promise<void>
}
export type Tick = {
  readonly size: number
  readonly published: boolean
  /** By the policy's name for each witness: why it did not sign. */
  readonly missing: Readonly<Record<string, string>>
}
type Parts = {
  readonly city: City
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  /** Where each witness is reached, by its name in the policy. */
  readonly urls: Readonly<Record<string, string>>
  /** What every published log ends with: which certificates stand before this place in it. */
  readonly roll: (until: number) => Promise<Uint8Array>
  readonly onFault: (error: Error) => void
}

export async function makePublisher(parts: Parts): Promise<Publisher> {
  const { city, database, clock, log, onFault } = parts
  const { instance } = city.pins
  const policy = city.witnessPolicy
  const sizes = new Map<string, number>() // what each witness cosigned last
  let latest = await latestPublished(database.query, instance)
  let tree = latest && { ...(await log.signAt(latest.size)), checkpoint: latest.note }
  let running: Promise<Tick> | undefined

  let padded = 0 // a size that ends with a roll
  const publish = async (): Promise<Tick> => {
    const before = latest?.size ?? 0
    // What was not published is offered again, not grown.
    if (padded <= before || padded !== log.signed().size) padded = await pad(parts, before)
    const size = padded
    const signed = await log.signAt(size)
    const note = signed.checkpoint
    const offered = offer(parts, note, size)
    const answers = await askAll(parts, policy, offered, sizes)
    const [contradiction] = answers.flatMap(({ contradiction }) => contradiction ?? [])
    if (contradiction !== undefined)
      throw log.freeze('a witness holds a checkpoint that this log does not continue', contradiction)
    const signers = new Set(answers.filter(({ line }) => line !== undefined).map(({ name }) => name))
    const published = isQuorum(policy, signers)
    if (published) {
      const next = { size, note: note + answers.map(({ line = '' }) => line).join('') }
      await insertPublished(database.query, instance, next, clock.today())
      latest = next
      tree = { ...signed, checkpoint: next.note }
    }
    return {
      size,
      published,
      missing: Object.fromEntries(
        answers.flatMap(({ name, refused }) => (refused === undefined ? [] : [[name, refused]])),
      ),
    }
  }
  const tick = (): Promise<Tick> => {
    running ??= publish().finally(() => {
      running = undefined
    })
    return running
  }
  let timer: NodeJS.Timeout | undefined
  return {
    latest: () => latest,
    tree: () => tree,
    tick,
    async begin(everySeconds) {
      const publishNow = () => tick().then(() => {}, onFault)
      timer = setInterval(() => void publishNow(), everySeconds * 1000)
      const first = publishNow()
      if (!latest) await first
    },
    async stop() {
      clearInterval(timer)
      await running?.catch(() => {})
    },
  }
}

/** Fills the log up to the next padded size, whose last entry is a roll; acts that come in meanwhile push it on to a later one. */
async function pad({ city, database, log, roll }: Parts, published: number): Promise<number> {
  const { instance } = city.pins
  for (;;) {
    const { size } = log.signed()
    const missing = paddedSize(published, size + 1) - size - 1
    const acts = await insertDummies(database.query, instance, missing)
    await Promise.all(acts.map((act) => log.number(act)))
    const act = randomUUID()
    await insertAct(database.query, instance, act, await roll(log.signed().size))
    const ended = (await log.number(act)) + 1
    if (isPadded(published, ended)) return ended
  }
}

const offer = ({ city, log }: Parts, note: string, size: number): Offered => ({
  key: city.logKey,
  note,
  size,
  root: async (at) => (await log.signAt(at)).root,
  proof: (old) => log.consistency(old, { size }),
})

type NamedAnswer = Answered & { readonly name: string }

async function askAll(
  { urls }: Parts,
  { witnesses }: WitnessPolicy,
  offered: Offered,
  sizes: Map<string, number>,
): Promise<NamedAnswer[]> {
  return Promise.all(
    witnesses.map(async (witness) => {
      const { name } = witness
      const url = urls[name] ?? witness.url
      const old = sizes.get(name) ?? 0
      if (url === undefined) return { name, old, refused: 'nobody told where it is' }
      try {
        const answered = await askWitness(witness, url.replace(/\/$/, ''), offered, old)
        sizes.set(name, answered.old)
        return { name, ...answered }
      } catch (error) {
        return { name, old, refused: `it could not be reached (${(error as Error).name})` }
      }
    }),
  )
}
