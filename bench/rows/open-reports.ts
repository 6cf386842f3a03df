// Openings: each a report of its own and a request signed beforehand. One at a time for the wait, sixteen for the throughput;
// and the whole of it as an officer has it, with every check and the unsealing.
import { openReport } from '@citycop/client/reports/open-report.ts'
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import { type Connection, post } from '../load/connection.ts'
import { inboxRows } from './inbox-rows.ts'
import { atMost, type Row } from './row.ts'
import { signOpenings, why } from './sign-openings.ts'
import { accepted, connections, fillTo, type Stage } from './stage.ts'

const atOnce = 16
const rounds = 3
const mostPerSecond = 800
const atTheDesk = 20

export async function openReports(stage: Stage): Promise<Row> {
  const each = stage.options.seconds / rounds
  await fillTo(stage, Math.min(stage.options.inbox, 5000))
  const rows = await inboxRows(stage)
  const wanted = Math.ceil(stage.options.seconds * mostPerSecond)
  stage.say(`signing ${wanted} openings`)
  const openings = signOpenings(stage.desk, rows, wanted)
  let replyBytes = 0
  const open = async (count: number, seconds: number): Promise<Measured> => {
    const desks = connections(stage, count, true)
    const measured = await closedLoop(count, seconds, async (n) => {
      const body = openings.pop()
      if (!body) return false
      const answer = await (desks[n] as Connection).send(post('/desk/open', body, stage.desk.token))
      replyBytes = accepted(answer).length
      return true
    })
    for (const one of desks) one.close()
    return measured
  }
  const requestBytes = openings[0]?.length ?? 0
  await open(atOnce, 0.5)
  const found = new Map<string, Measured[]>()
  const add = async (what: string, measuring: Promise<Measured>) =>
    found.set(what, [...(found.get(what) ?? []), await measuring])
  for (let round = 1; round <= rounds; round++) {
    stage.say(`openings, round ${round} of ${rounds}`)
    for (const count of [1, atOnce]) {
      await add(`bare node:http echo, ${count} at once`, stage.echo.measure(Buffer.alloc(replyBytes), count, each / 2))
      await add(`bare SQL insert, ${count} at once`, stage.bare.insert(requestBytes, count, each / 2))
      await add(`this server, ${count} at once`, open(count, each))
    }
  }
  const line = (what: string, bytes: number) => ({ what, figures: figures(found.get(what) ?? []), bytes })
  const lines = [1, atOnce].flatMap((count) => [
    line(`this server, ${count} at once`, replyBytes),
    line(`bare node:http echo, ${count} at once`, replyBytes),
    line(`bare SQL insert, ${count} at once`, requestBytes),
  ])
  const whole = await wholeOpenings(
    stage,
    rows.map((row) => row.ref),
  )
  return {
    name: 'openings',
    title: 'openings: signed, logged, released with the proof',
    lines: [...lines, { what: 'at the desk, with all checks', figures: figures([whole]) }],
    aims: [
      atMost('opening p50, one at a time', lines[0]?.figures.p50 ?? Number.NaN, 20, 'ms'),
      atMost('errors', (lines[0]?.figures.errors ?? 0) + (lines[3]?.figures.errors ?? 0) + whole.errors, 0, ''),
    ],
    notes: [],
  }
}

/** What client/ does at the desk: asks for the row, signs, verifies the log's proof, unseals, checks signature, order and tag. */
async function wholeOpenings(stage: Stage, refs: string[]): Promise<Measured> {
  const left = refs.slice(0, atTheDesk)
  return closedLoop(1, 60, async () => {
    const ref = left.pop()
    if (ref === undefined) return false
    const opened = await openReport(stage.desk, ref, why)
    if (opened.gaps > 0 || !opened.messages[0]?.text) throw new Error('an opened report could not be read')
    return true
  })
}
