// A list asks the database for what is the city's, the officer's units' and not over, and then the policies for each row.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type pg from 'pg'
import type { Context } from '../../server/context.ts'
import type { Query } from '../../server/platform/database.ts'
import type { Officer } from '../../server/policy/authorise.ts'
import { listReports as listOnServer } from '../../server/reports/list-reports.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { createTown, type Sent, type Town } from '../town.ts'

let town: Town
let other: Town
let owner: pg.Client
let sent: Record<'running' | 'lastDay' | 'over' | 'held' | 'shielded' | 'ofOthers', Sent>

before(async () => {
  town = await createTown()
  other = await createTown({ database: town.database, instance: 'othertown' })
  owner = await ownerOf(town)
  await other.reports()
  const report = () => town.reports()
  sent = {
    running: await report(),
    lastDay: await report(),
    over: await report(),
    held: await report(),
    shielded: await report(),
    ofOthers: await town.reports({ category: 'violence-home' }),
  }
  const today = town.app.context.clock.today()
  await set(sent.lastDay, 'ends_on = $2', today)
  await set(sent.over, 'ends_on = $2', addDays(today, -1))
  await set(
    sent.held,
    `ends_on = $2, hold_ground = 'evidence', hold_by = 'x', hold_until = $3`,
    addDays(today, -1),
    today,
  )
  await set(sent.shielded, 'protected = $2', true)
})
after(async () => {
  await owner.end()
  await other.close()
  await town.close()
})

const set = ({ keys }: Sent, what: string, ...values: unknown[]) =>
  owner.query(`update report set ${what} where mailbox = $1`, [Buffer.from(keys.mailbox, 'hex'), ...values])

/** What the database answered to the server on its way to a page, by mailbox. */
async function selected(officer: Officer): Promise<{ fromDatabase: string[]; shown: number }> {
  const ctx = town.app.context
  const fromDatabase: string[] = []
  const query: Query = async (statement, values, name) => {
    const rows = await ctx.database.query(statement, values, name)
    fromDatabase.push(...rows.map((row) => (row.mailbox as Buffer).toString('hex')))
    return rows as never
  }
  const watched: Context = Object.create(ctx, { database: { value: { ...ctx.database, query } } })
  return { shown: (await listOnServer(watched, officer, {})).reports.length, fromDatabase }
}

test('nothing of another unit, of another city or over its end leaves the database, and what is held does', async () => {
  const { token } = await town.desk('bruno')
  const officer = town.app.context.sessions.officer(token)
  const { fromDatabase, shown } = await selected(officer)
  const { running, lastDay, held, shielded } = sent
  assert.deepEqual([...fromDatabase].sort(), [running, lastDay, held, shielded].map(({ keys }) => keys.mailbox).sort())
  assert.equal(shown, 3) // the shielded one came out of the database, and the policies kept it back
})

test('over the door the list is the same: what the policies refuse of a page is not in it', async () => {
  const references = async (name: 'bruno' | 'dario') =>
    (await listReports(await town.desk(name))).reports.map(({ reference }) => reference).sort()
  const { running, lastDay, held } = sent
  assert.deepEqual(await references('bruno'), [running, lastDay, held].map(({ receipt }) => receipt.reference).sort())
  assert.deepEqual(await references('dario'), [sent.ofOthers.receipt.reference])
})
