// The log: what an entry costs beside a bare insert of its 64 bytes, how soon witnesses have confirmed it, and what a phone downloads.
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { type LogAtWork, startLog } from '../../testing/log-at-work.ts'
import { makeBareTable } from '../floors/bare-table.ts'
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import { paced } from '../load/paced.ts'
import { witnessRequests } from './log-witness.ts'
import { atLeast, atMost, type Line, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const connections = 12
const waiting = 512
const rounds = 3
const ticks = 30
const actsOfADay = 5000
const ticksOfADay = 288

export async function measureLog({ options, say }: Stage): Promise<Row> {
  const log = await startLog(connections)
  try {
    const [ours, floor] = await against(log, options.seconds, say)
    say('acts at 50 a second, each with its proof')
    const steady: Line = {
      what: 'act to proof, at 50 a second',
      figures: figures([await paced(50, 1, options.seconds, () => log.append())]),
    }
    say('ticks with three witnesses')
    const ticked: Line = { what: 'tick to witnessed, three witnesses', figures: figures([await tickAway(log)]) }
    const tiles = await readTiles(log)
    say('requests to a witness')
    const witness: Line = {
      what: 'a witness, four logs at once',
      figures: figures([await witnessRequests(options.seconds)]),
    }
    say(`a day of ${actsOfADay} acts`)
    const bytes = await bytesOfADay(log)
    return {
      name: 'log',
      title: `the log: entry, tiles and journal committed, ${waiting} waiting`,
      lines: [ours, floor, steady, ticked, ...tiles, witness],
      aims: [
        atLeast('acts per second', ours.figures.perSecond, 3000, '/s'),
        atMost('act to proof p95 at 50/s', steady.figures.p95, 100, 'ms'),
        atMost('tick to witnessed p95', ticked.figures.p95, 2500, 'ms'),
        atLeast('witness requests per second', witness.figures.perSecond, 200, '/s'),
        ...tiles.map((one, i) => atMost(`${one.what} p95`, one.figures.p95, i === 0 ? 15 : 3, 'ms')),
        atMost(`download for a day of ${actsOfADay} acts`, Math.round(bytes / 1000), 400, 'kB'),
      ],
      notes: ['an act here is its entry alone: what a report writes besides is measured above'],
      values: { bytesOfADay: bytes },
    }
  } finally {
    await log.close()
  }
}

async function against(log: LogAtWork, seconds: number, say: Stage['say']): Promise<[Line, Line]> {
  const bare = await makeBareTable(log.pool)
  const [ours, inserted]: [Measured[], Measured[]] = [[], []]
  const act = async () => {
    await log.number()
    return true
  }
  await closedLoop(waiting, 1, act) // warm
  for (let round = 1; round <= rounds; round++) {
    say(`log, round ${round} of ${rounds}`)
    inserted.push(await bare.insert(64, waiting, seconds / rounds))
    ours.push(await closedLoop(waiting, seconds / rounds, act))
  }
  return [
    { what: 'this log', figures: figures(ours), bytes: 64 },
    { what: 'bare SQL insert', figures: figures(inserted), bytes: 64 },
  ]
}

function tickAway(log: LogAtWork): Promise<Measured> {
  let left = ticks
  return closedLoop(1, 120, async () => {
    if (left-- === 0) return false
    if (!(await log.tick()).published) throw new Error('the witnesses did not sign')
    return true
  })
}

/** Each tile for the first time, then one again and again. */
async function readTiles({ town }: LogAtWork): Promise<Line[]> {
  const size = town.app.context.publisher.latest()?.size ?? 0
  const read = async (level: 0 | 'entries', n: number) => {
    const answer = await fetch(`${town.origin}/log/${tilePath({ level, n, width: tileWidth })}`)
    if (!answer.ok) throw new Error(`a tile was answered with ${answer.status}`)
    await answer.arrayBuffer()
    return true
  }
  let next = 0
  const whole = Math.min(Math.floor(size / tileWidth), 400)
  const cold = await closedLoop(1, 30, async () => next < whole && (await read('entries', next++)))
  let left = 400
  const warm = await closedLoop(1, 30, async () => left-- > 0 && (await read(0, 0)))
  return [
    { what: 'a bundle of entries, the first time', figures: figures([cold]) },
    { what: 'a tile of hashes, again', figures: figures([warm]) },
  ]
}

/** As a browser over TLS asks for it. */
async function bytesOnTheWire(url: URL): Promise<number> {
  const [answer] = (await once(get(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } }), 'response')) as [
    IncomingMessage,
  ]
  if (answer.statusCode !== 200) throw new Error(`a bundle was answered with ${answer.statusCode}`)
  return (await buffer(answer)).length
}

/** The bundles from yesterday's last to today's, over HTTP, after so many acts and ticks spread among them. */
async function bytesOfADay(log: LogAtWork): Promise<number> {
  const { town } = log
  const published = () => town.app.context.publisher.latest()?.size ?? 0
  const before = published()
  for (let tick = 1, done = 0; tick <= ticksOfADay; tick++) {
    const until = Math.floor((actsOfADay * tick) / ticksOfADay)
    await Promise.all(Array.from({ length: until - done }, () => log.number()))
    done = until
    await log.tick()
  }
  const after = published()
  let bytes = 0
  for (let n = Math.floor(before / tileWidth); n * tileWidth < after; n++) {
    const path = tilePath({ level: 'entries', n, width: Math.min(tileWidth, after - n * tileWidth) })
    bytes += await bytesOnTheWire(new URL(`${town.origin}/log/${path}`))
  }
  return bytes
}
