// How long a person waits for keys, sealing and proof of work: the client's own code in a real browser, its processor slowed down.
import { newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { noPolicyYet } from '@citycop/protocol/policy/terms.ts'
import { type Acts, openPhone } from '../browser/phone.ts'
import type { Sealing, Waits } from '../browser/send-page.ts'
import { figures } from '../load/closed-loop.ts'
import type { Options } from '../options.ts'
import { atMost, type Line, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const slower = 6
const rounds = 5
const photo = 3_000_000
type Kind = { readonly what: string; readonly rate: number; readonly photo: number }
const kinds: readonly Kind[] = [
  { what: 'a report', rate: 1, photo: 0 },
  { what: `a report, ${slower}× slower`, rate: slower, photo: 0 },
  { what: `with a photo of 3 MB, ${slower}× slower`, rate: slower, photo },
]

export async function browserSend({ say }: Pick<Stage, 'say'>, { suite }: Pick<Options, 'suite'>): Promise<Row> {
  const city = await aCity(suite)
  await using phone = await openPhone()
  const waits = kinds.map((): Waits[] => [])
  for (let round = 1; round <= rounds; round++) {
    say(`a browser that sends, round ${round} of ${rounds}`)
    for (const [i, { rate, photo }] of kinds.entries()) {
      const act = ([city, photo]: readonly [Sealing, number]) =>
        (globalThis as unknown as { acts: Acts }).acts.sendReport(city, photo)
      waits[i]?.push(await phone.run(rate, (page) => page.evaluate(act, [city, photo] as const)))
    }
  }
  const lineOf = (what: string, i: number, of: keyof Waits) => line(`${what}: ${kinds[i]?.what}`, waits[i] ?? [], of)
  const ahead = kinds.map((_, i) => lineOf('before “send”', i, 'ahead'))
  const pressed = kinds.map((_, i) => lineOf('after “send”', i, 'pressed'))
  return {
    name: 'browser-send',
    title: 'a browser: keys, sealing and proof of work of one report',
    lines: [...ahead, ...pressed],
    aims: pressed
      .slice(1)
      .map(({ what, figures }) => atMost(`${what}, until the first request leaves, median`, figures.p50, 500, 'ms')),
    notes: [
      'each in a new page, on its main thread: the slowing does not surely reach Workers, where the app runs this',
      'before “send”: done while the person writes the twelve words down and types two of them back',
      'after “send”: until the first request leaves; what the network takes is not in it',
    ],
  }
}

function line(what: string, waits: readonly Waits[], of: keyof Waits): Line {
  const times = waits.map((one) => one[of])
  return { what, figures: figures([{ times, errors: 0, seconds: times.reduce((sum, one) => sum + one, 0) / 1000 }]) }
}

/** A unit's key, a watchdog's, and names: what sealing reads of a city. */
async function aCity(suite: Options['suite']): Promise<Sealing> {
  const recipient = await recipientOf(newIdentity(suite))
  const validity = { notBefore: '2026-11-01', notAfter: '2026-12-31' }
  const pk = publicKeyOf(newSeed())
  const names = { v: 1, instance: 'benchville', certNo: 1 } as const
  const unit = { ...names, ...validity, id: 'team', unit: 'team', epoch: 1, title: { en: 'Team' }, recipient }
  const root = { ...names, suite, rootPk: pk, logKey: 'log', acceptPk: pk, audit: recipient, demo: true }
  return {
    pins: { v: 1, instance: 'benchville', suite, rootPk: pk, demo: true, logKey: 'log' },
    directory: {
      units: [{ ...unit, serves: ['concern'], members: [] }],
      root,
      rootEnvelope: { payloadType: '', payload: '', signatures: [] },
      policy: noPolicyYet,
    },
  }
}
