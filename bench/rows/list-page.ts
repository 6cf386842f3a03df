// The desk's inbox: the first page of a hundred again and again, and a walk through all of them.
import { closedLoop, figures, type Measured } from '../load/closed-loop.ts'
import { type Connection, post } from '../load/connection.ts'
import { atMost, type Row } from './row.ts'
import { accepted, connections, fillTo, type Stage } from './stage.ts'

const inPage = 100
const rounds = 3

export async function listPage(stage: Stage): Promise<Row> {
  const each = stage.options.seconds / rounds / 2
  await fillTo(stage, stage.options.inbox)
  const [desk] = connections(stage, 1, true) as [Connection]
  const ask = async (wanted: { after?: string }) =>
    accepted(await desk.send(post('/desk/reports', Buffer.from(JSON.stringify(wanted)), stage.desk.token)))
  const first = Buffer.from(await ask({}))
  const [ours, echoed, selected]: [Measured[], Measured[], Measured[]] = [[], [], []]
  for (let round = 1; round <= rounds; round++) {
    stage.say(`page, round ${round} of ${rounds}`)
    echoed.push(await stage.echo.measure(first, 1, each))
    selected.push(await stage.bare.select(inPage, Math.round(first.length / inPage), 1, each))
    ours.push(await closedLoop(1, each, async () => (await ask({})).length > 0))
  }
  const { measured: walk, reports } = await walkAll(ask)
  desk.close()
  const page = figures(ours)
  return {
    name: 'page',
    title: `a page of ${inPage} of ${reports} reports, one at a time`,
    lines: [
      { what: 'this server, first page', figures: page, bytes: first.length },
      { what: 'this server, every page in turn', figures: figures([walk]) },
      { what: 'bare node:http echo', figures: figures(echoed), bytes: first.length },
      { what: `bare SQL select of ${inPage} rows`, figures: figures(selected), bytes: first.length },
    ],
    aims: [atMost('page p50', page.p50, 30, 'ms'), atMost('errors', page.errors + walk.errors, 0, '')],
    notes: [],
  }
}

async function walkAll(ask: (wanted: { after?: string }) => Promise<Buffer>) {
  let wanted: { after?: string } | undefined = {}
  let reports = 0
  const measured = await closedLoop(1, 120, async () => {
    if (!wanted) return false
    const page = JSON.parse((await ask(wanted)).toString('utf8')) as { reports: unknown[]; next?: string }
    reports += page.reports.length
    wanted = page.next === undefined ? undefined : { after: page.next }
    return true
  })
  return { measured, reports }
}
