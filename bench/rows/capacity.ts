// The only capacity published for such a system: 40 people reporting and 200 reading at once. Then ten times that; and then
// every report that the server acknowledged since it started must be found.
import { figures } from '../load/closed-loop.ts'
import type { Connection } from '../load/connection.ts'
import { paced } from '../load/paced.ts'
import { readerOf } from '../load/read-mailboxes.ts'
import { findAll } from './find-all.ts'
import { atMost, type Line, type Row } from './row.ts'
import { type Acknowledged, connections, fillTo, type Stage, sendReport } from './stage.ts'

const reporters = 40
const readers = 200
const reportEvery = 5 // seconds: each of them sends another report
const readEvery = 2

export const requestsFor = (seconds: number): number =>
  10 * readers + [1, 10].reduce((sum, times) => sum + times * reporters * Math.ceil(seconds / reportEvery), 0)

export async function capacity(stage: Stage): Promise<Row> {
  const published = await crowd(stage, 1)
  const tenfold = await crowd(stage, 10)
  stage.say('looking for every acknowledged report')
  const found = await findAll(stage)
  const errors = published.reduce((sum, line) => sum + line.figures.errors, 0)
  return {
    name: 'capacity',
    title: `${reporters} people reporting and ${readers} reading at once, for ${stage.options.capacitySeconds} s; then ten times that`,
    lines: [...published, ...tenfold],
    aims: [
      atMost('errors at the published capacity', errors, 0, ''),
      atMost(`lost of ${found.acknowledged} acknowledged, ten times included`, found.lost, 0, ''),
      atMost(`unsound of ${found.sampled} read back with all checks`, found.unsound, 0, ''),
    ],
    notes: [
      `each reporter sends a sealed report every ${reportEvery} s, each reader asks for a challenge and a mailbox every ${readEvery} s, all over connections of their own`,
      'times count from the moment an act was due; a read is two requests; what was due and could not be begun within 30 s of the end is an error',
    ],
  }
}

async function crowd(stage: Stage, times: number): Promise<Line[]> {
  const [sending, reading] = [reporters * times, readers * times]
  const { capacitySeconds, inbox } = stage.options
  await fillTo(stage, Math.min(reading, inbox))
  stage.say(`${sending} people reporting and ${reading} reading, ${capacitySeconds} s`)
  const open = connections(stage, sending + reading)
  const { instance } = stage.instance.pins
  const reads = Array.from({ length: reading }, (_, n) =>
    readerOf(instance, (stage.acknowledged[n % stage.acknowledged.length] as Acknowledged).request),
  )
  const connection = (n: number) => open[n] as Connection
  const [sent, read] = await Promise.all([
    paced(sending, reportEvery, capacitySeconds, async (n) => {
      if (!(await sendReport(stage, connection(n)))) throw new Error('no sealed request was left')
    }),
    paced(reading, readEvery, capacitySeconds, (n) => reads[n]?.(connection(sending + n)) ?? Promise.resolve()),
  ])
  for (const one of open) one.close()
  return [
    { what: `${sending} people reporting`, figures: figures([sent]) },
    { what: `${reading} people reading`, figures: figures([read]), bytes: 65_536 },
  ]
}
