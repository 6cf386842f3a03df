// What a decision adds to a request, over HTTP, database and all: a page of a hundred rows, each decided, and an opening.
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import { post } from '../load/connection.ts'
import type { Options } from '../options.ts'
import type { Line } from '../rows/row.ts'
import { signOpenings } from '../rows/sign-openings.ts'
import { accepted } from '../rows/stage.ts'
import { type MeasuredCity, startCities, type Way } from './measured-cities.ts'

const rounds = 6
const mostOpenings = 4000
const words: Readonly<Record<Way, string>> = {
  ships: 'as it ships',
  anew: 'each decided anew',
  none: 'nothing decided',
}
const order = ['ships', 'anew', 'none'] as const
type Kind = 'page' | 'opening'
type Round = { readonly measured: Measured; readonly processor: number }
type Asking = { readonly [kind in Kind]: (seconds: number) => Promise<Round> }
/** `processor`: milliseconds that the server's process had for one such request, on average. */
export type Cost = Line & { readonly processor: number }

export async function requestCost(options: Options, say: (line: string) => void): Promise<Record<Kind, Cost[]>> {
  await using ends = new AsyncDisposableStack()
  const cities = await startCities(ends, options, say)
  const ready: [Way, Asking][] = []
  for (const way of order) ready.push([way, await prepare(cities[way], ends)])
  const found = { page: new Map<Way, Round[]>(), opening: new Map<Way, Round[]>() }
  for (let round = 0; round <= rounds; round++) {
    say(round === 0 ? 'warming up' : `requests, round ${round} of ${rounds}`)
    for (const kind of ['page', 'opening'] as const)
      for (const [way, asking] of round % 2 === 0 ? ready : ready.toReversed()) {
        const one = await asking[kind](options.seconds / rounds)
        if (round > 0) found[kind].set(way, [...(found[kind].get(way) ?? []), one])
      }
  }
  const lines = (kind: Kind, what: string): Cost[] =>
    order.map((way) => costOf(`${what}, ${words[way]}`, found[kind].get(way) ?? []))
  return { page: lines('page', 'page of 100'), opening: lines('opening', 'opening') }
}

function costOf(what: string, done: readonly Round[]): Cost {
  const all = figures(done.map(({ measured }) => measured))
  return { what, figures: all, processor: done.reduce((sum, one) => sum + one.processor, 0) / all.done }
}

async function prepare({ desk, connect, processorTime }: MeasuredCity, ends: AsyncDisposableStack): Promise<Asking> {
  const connection = connect()
  ends.defer(() => connection.close())
  const { reports } = await listReports(desk)
  const openings = signOpenings(desk, reports, mostOpenings)
  const ask = async (path: string, body: Buffer) => accepted(await connection.send(post(path, body, desk.token)))
  const wanted = Buffer.from('{}')
  const counted = async (seconds: number, act: () => Promise<boolean>): Promise<Round> => {
    const before = processorTime()
    const measured = await closedLoop(1, seconds, act)
    return { measured, processor: processorTime() - before }
  }
  return {
    page: (seconds) => counted(seconds, async () => (await ask('/desk/reports', wanted)).length > 0),
    opening: (seconds) =>
      counted(seconds, async () => {
        const body = openings.pop()
        return body !== undefined && (await ask('/desk/open', body)).length > 0
      }),
  }
}
