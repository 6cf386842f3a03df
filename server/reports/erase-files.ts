// Files that nobody opened go some time after their report was closed (POLICY R7); run with the daily erasing. The report and its
// words stay, the log says which files went, and the person is told.

import { addDays } from '@citycop/protocol/contract/days.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import { authorise } from '../policy/authorise.ts'
import { lawOf } from '../policy/law-of.ts'
import { changeReport } from './change-report.ts'
import { findByRef, isHeld, type Report } from './store.ts'

type Unread = { readonly id: Buffer; readonly object: Buffer }
const batch = 100

/** Answers how many reports lost files. */
export async function eraseUnusedFiles(ctx: Context): Promise<number> {
  const { database, city, clock, policy } = ctx
  const { instance } = city.pins
  const [today, closedBefore] = [clock.today(), addDays(clock.today(), -policy.attachmentsUnusedDays)]
  const due = await database.query<{ ref: Buffer }>(
    `select ref from report r where city = $1 and status = 'closed' and closed_on < $2 and (hold_until is null or hold_until < $3)
       and exists (select from blob where city = r.city and report = r.ref and read_on is null and erased_on is null)
     limit ${batch}`,
    [instance, closedBefore, today],
  )
  for (const { ref } of due) {
    const report = await findByRef(database.query, instance, ref.toString('hex'))
    if (report && !isHeld(report, today)) await eraseFiles(ctx, report).catch(unlessChanged)
  }
  return due.length === batch ? due.length + (await eraseUnusedFiles(ctx)) : due.length
}

async function eraseFiles(ctx: Context, found: Report): Promise<void> {
  const { database, city, clock, blobs, policy } = ctx
  const permit = authorise(ctx, { role: 'service' }, 'report:erase-files', found)
  const { instance } = city.pins
  const unread = await unreadOf(database.query, instance, found)
  await changeReport(ctx, found, {
    transition: 'report:erase-files',
    words: () => ({
      kind: permit.action,
      time: clock.today(),
      actor: { role: 'service' },
      objects: unread.map(({ object }) => object.toString('hex')).sort(),
      ...lawOf(ctx, policy, permit, 'service'),
    }),
    change: () => ({}),
    also: (query) => removeFiles(query, instance, unread, clock.today()),
  })
  for (const { id } of unread) await blobs.remove(instance, id.toString('hex'))
}

const unreadOf = (query: Query, city: string, { ref }: Report) =>
  query<Unread>(
    'select id, object from blob where city = $1 and report = $2 and read_on is null and erased_on is null',
    [city, ref],
  )

/** What is left of a file is that there was one: whoever holds the message that names it is not told that it is missing. */
async function removeFiles(query: Query, city: string, files: readonly Unread[], today: string): Promise<void> {
  const [ids, objects] = [files.map(({ id }) => id), files.map(({ object }) => object)]
  const gone = await query(
    'update blob set erased_on = $3 where city = $1 and id = any ($2) and read_on is null and erased_on is null returning id',
    [city, ids, today],
  )
  if (gone.length !== files.length) throw new Problem('state-changed', 'somebody opened one of the files')
  await query('delete from header where city = $1 and object = any ($2)', [city, objects])
  await query('delete from blob_part where city = $1 and blob = any ($2)', [city, ids])
}

/** Another sweep, or an officer, came between our look and our lock. */
function unlessChanged(error: unknown): void {
  if (!(error instanceof Problem && (error.code === 'not-found' || error.code === 'state-changed'))) throw error
}
