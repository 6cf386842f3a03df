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
type Asking = { readonly [kind in Kind]: (seconds: number) => Promise<Measured> }

export async function requestCost(options: Options, say: (line: string) => void): Promise<Record<Kind, Line[]>> {
  await using ends = new AsyncDisposableStack()
  const cities = await startCities(ends, options, say)
  const ready: [Way, Asking][] = []
  for (const way of order) ready.push([way, await prepare(cities[way], ends)])
  const found = { page: new Map<Way, Measured[]>(), opening: new Map<Way, Measured[]>() }
  for (let round = 0; round <= rounds; round++) {
    say(round === 0 ? 'warming up' : `requests, round ${round} of ${rounds}`)
    for (const kind of ['page', 'opening'] as const)
      for (const [way, asking] of round % 2 === 0 ? ready : ready.toReversed()) {
        const measured = await asking[kind](options.seconds / rounds)
        if (round > 0) found[kind].set(way, [...(found[kind].get(way) ?? []), measured])
      }
  }
  const lines = (kind: Kind, what: string): Line[] =>
    order.map((way) => ({ what: `${what}, ${words[way]}`, figures: figures(found[kind].get(way) ?? []) }))
  return { page: lines('page', 'page of 100'), opening: lines('opening', 'opening') }
}

async function prepare({ desk, connect }: MeasuredCity, ends: AsyncDisposableStack): Promise<Asking> {
  const connection = connect()
  ends.defer(() => connection.close())
  const { reports } = await listReports(desk)
  const openings = signOpenings(desk, reports, mostOpenings)
  const ask = async (path: string, body: Buffer) => accepted(await connection.send(post(path, body, desk.token)))
  const wanted = Buffer.from('{}')
  return {
    page: (seconds) => closedLoop(1, seconds, async () => (await ask('/desk/reports', wanted)).length > 0),
    opening: (seconds) =>
      closedLoop(1, seconds, async () => {
        const body = openings.pop()
        return body !== undefined && (await ask('/desk/open', body)).length > 0
      }),
  }
}
