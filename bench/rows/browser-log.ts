// A phone checks its report against 10,000 new entries: the client's own code in a real browser, its processor slowed down.
import { randomBytes } from 'node:crypto'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { emptyRange, extend } from '@citycop/protocol/log/compact-range.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { Page } from '@playwright/test'
import { device, type Far, logWith, pageOf, pins, sawInternal, tell } from '../../testing/public-log.ts'
import type { Visit } from '../browser/check-page.ts'
import { type Acts, openPhone, type Phone } from '../browser/phone.ts'
import { figures, type Measured } from '../load/closed-loop.ts'
import { atMost, type Line, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const before = 44
const size = before + 10_000
const slower = 4
const rounds = 7
type Kind = { readonly what: string; readonly act: () => Promise<number> }
const at = '2026-11-23T12:00Z'

export async function browserLog({ say }: Pick<Stage, 'say'>): Promise<Row> {
  const { far, visit } = setUp()
  await using phone = await openPhone(far)
  const kinds = [1, slower].flatMap((rate): Kind[] => {
    const named = (what: string) => (rate === 1 ? what : `${what}, ${rate}× slower`)
    return [
      { what: named('check of the log'), act: () => check(phone, rate, visit) },
      { what: named('bare hashing'), act: () => phone.run(rate, hashOnly) },
      { what: named('hashing by WebCrypto'), act: () => phone.run(rate, hashNatively) },
    ]
  })
  const times = kinds.map((): number[] => [])
  for (let round = 1; round <= rounds; round++) {
    say(`a browser, round ${round} of ${rounds}`)
    for (const [i, { act }] of kinds.entries()) times[i]?.push(await act())
  }
  const lines = kinds.map(({ what }, i) => lineOf(what, times[i] ?? []))
  const slow = lines[3] as Line // after the three that are not slowed
  return {
    name: 'browser-log',
    title: `a browser: the check of a report against a log with ${size - before} new entries`,
    lines,
    aims: [atMost(`check of ${size - before} entries at ${slower}×, median`, slow.figures.p50, 1000, 'ms')],
    notes: [
      'each in a new page, on its main thread: the slowing does not surely reach Workers, where the app runs this',
      'with everything: fetching over loopback, signatures, the root, the tags, the tie to the newer page',
    ],
  }
}

/** A report among strangers, in a log that this phone last saw when it had 44 entries. */
function setUp(): { far: Far; visit: Visit } {
  const told = tell([
    { kind: 'report:submit', at: '2026-11-23', leaf: 40 },
    { kind: 'report:open', at: '2026-11-23T11:00Z', leaf: 5000 },
    { kind: 'report:open', at: '2026-11-23T11:30Z', leaf: size - 300 },
  ])
  const log = logWith(told, size + 20)
  const phone = device()
  sawInternal(phone, log)
  const { hashes } = extend(emptyRange, log.entries.slice(0, before).map(leafHash))
  const published = { size: before, hashes: hashes.map(toHex), note: log.note(before, '2026-11-23T06:00Z') }
  const far: Far = { log, note: log.note(size, at), asked: [] }
  const { tagKey } = told.keys
  const visit: Visit = {
    pins,
    seen: { ...phone.seen(), published },
    keys: { tagKey: toBase64(tagKey), noticeKey: toBase64(randomBytes(32)) },
    mailbox: pageOf(told.acts.map(({ act }) => act)),
    now: '2026-11-23T12:04:00Z',
  }
  return { far, visit }
}

async function check(phone: Phone, rate: number, visit: Visit): Promise<number> {
  const { milliseconds, state, scanned } = await phone.run(rate, (page) =>
    page.evaluate((given) => (globalThis as unknown as { acts: Acts }).acts.check(given), visit),
  )
  if (state !== 'confirmed' || scanned !== size - 40)
    throw new Error(`the check ended ${state} after ${scanned} entries`)
  return milliseconds
}

const hashOnly = (page: Page) =>
  page.evaluate((entries) => (globalThis as unknown as { acts: Acts }).acts.hashOnly(entries), size)
const hashNatively = (page: Page) =>
  page.evaluate((entries) => (globalThis as unknown as { acts: Acts }).acts.hashNatively(entries), size)

function lineOf(what: string, times: number[]): Line {
  const measured: Measured = { times, errors: 0, seconds: times.reduce((sum, one) => sum + one, 0) / 1000 }
  return { what, figures: figures([measured]) }
}
