// Openings: each a report of its own and a request signed beforehand. One at a time for the wait, sixteen for the throughput;
// and the whole of it as an officer has it, with every check and the unsealing.
import { openReport } from '@citycop/client/reports/open-report.ts'
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import { type Connection, post } from '../load/connection.ts'
import { inboxRows } from './inbox-rows.ts'
import { atMost, type Line, type Row } from './row.ts'
import { signOpenings, why } from './sign-openings.ts'
import { accepted, connections, fillTo, type Stage } from './stage.ts'

const atOnce = 16
const rounds = 3
const mostPerSecond = 800
const atTheDesk = 20
const mostReports = 5000

export async function openReports(stage: Stage): Promise<Row> {
  await fillTo(stage, Math.min(stage.options.inbox, mostReports))
  const rows = await inboxRows(stage)
  const wanted = Math.ceil(stage.options.seconds * mostPerSecond)
  stage.say(`signing ${wanted} openings`)
  const openings = signOpenings(stage.desk, rows, wanted)
  const [single, ...floors] = await measure(stage, openings, 1)
  const [sixteen, ...others] = await measure(stage, openings, atOnce)
  const refs = rows.slice(0, atTheDesk).map((row) => row.ref)
  const whole: Line = { what: 'at the desk, with all checks', figures: figures([await wholeOpenings(stage, refs)]) }
  const errors = [single, sixteen, whole].reduce((sum, line) => sum + line.figures.errors, 0)
  return {
    name: 'openings',
    title: 'openings: signed, logged, released with the proof',
    lines: [single, ...floors, sixteen, ...others, whole],
    aims: [atMost('opening p50, one at a time', single.figures.p50, 20, 'ms'), atMost('errors', errors, 0, '')],
    notes: [],
  }
}

/** The openings and, in turn with them, the floors: an echo of the answer's bytes, an insert of the request's. */
async function measure(stage: Stage, openings: Buffer[], count: number): Promise<[Line, Line, Line]> {
  const each = stage.options.seconds / rounds
  const requestBytes = openings[0]?.length ?? 0
  let replyBytes = 0
  const heard = (bytes: number) => {
    replyBytes = bytes
  }
  await open(stage, openings, count, 0.5, heard) // warm, and how long an answer is
  const [ours, echoed, inserted]: [Measured[], Measured[], Measured[]] = [[], [], []]
  for (let round = 1; round <= rounds; round++) {
    stage.say(`openings, ${count} at once, round ${round} of ${rounds}`)
    echoed.push(await stage.echo.measure(Buffer.alloc(replyBytes), count, each / 2))
    inserted.push(await stage.bare.insert(requestBytes, count, each / 2))
    ours.push(await open(stage, openings, count, each, heard))
  }
  return [
    { what: `this server, ${count} at once`, figures: figures(ours), bytes: replyBytes },
    { what: `bare node:http echo, ${count} at once`, figures: figures(echoed), bytes: replyBytes },
    { what: `bare SQL insert, ${count} at once`, figures: figures(inserted), bytes: requestBytes },
  ]
}

async function open(
  stage: Stage,
  openings: Buffer[],
  count: number,
  seconds: number,
  heard: (bytes: number) => void,
): Promise<Measured> {
  const desks = connections(stage, count, true)
  const measured = await closedLoop(count, seconds, async (n) => {
    const body = openings.pop()
    if (!body) return false
    const answer = await (desks[n] as Connection).send(post('/desk/open', body, stage.desk.token))
    heard(accepted(answer).length)
    return true
  })
  for (const one of desks) one.close()
  return measured
}

/** What client/ does at the desk: asks for the row, signs, verifies the log's proof, unseals, checks signature, order and tag. */
function wholeOpenings(stage: Stage, refs: string[]): Promise<Measured> {
  return closedLoop(1, 60, async () => {
    const ref = refs.pop()
    if (ref === undefined) return false
    const opened = await openReport(stage.desk, ref, why)
    if (opened.gaps > 0 || !opened.messages[0]?.text) throw new Error('an opened report could not be read')
    return true
  })
}
