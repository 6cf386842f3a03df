// Two years of a city's calendar, swept day by day: month ends, a leap day, the nights of summer time, the end of a year. Each report goes
// on its own day, no earlier and no later, and leaves nothing behind but what says that it was there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type pg from 'pg'
import { sweep } from '../../server/sweep.ts'
import { ownerOf, tableNames } from '../hostile/row-counts.ts'
import { found, foundIn, needles } from '../hostile/search-bytes.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const first = '2028-01-30'
let today = first
/** Shortly after midnight in Rome, in the hours that summer time moves: nine in ten mistakes with days are made there. */
const now = () => new Date(`${today}T00:30:00Z`)
const calendar = ({ retention, ...policy }: CityPolicy): CityPolicy => ({
  ...policy,
  retention: {
    ...retention,
    report_noncrime: { days: 31, period: 'P1M' },
    report_no_action: { days: 92, period: 'P3M' },
    report_crime_minor: { days: 730, rule: 'end_of_year_following' },
  },
})

let town: Town
let owner: pg.Client
before(async () => {
  town = await createTown({ now, policy: calendar })
  owner = await ownerOf(town)
})
after(async () => {
  await owner.end()
  await town.close()
})

const photo = { name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(70_000).fill(3) }
type Filed = { readonly name: string; readonly sent: Sent; readonly ref: string; readonly anna: Desk }
async function told(name: string, filedAs?: RetentionClass): Promise<Filed> {
  const sent = await town.reports({ files: [photo] })
  const anna = await town.desk('anna')
  const ref = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)?.ref ?? ''
  const regime = filedAs?.startsWith('crime') ? 'LED' : 'GDPR'
  if (filedAs) await triageReport(anna, ref, { regime, retentionClass: filedAs })
  return { name, sent, ref, anna }
}
const there = async (): Promise<Set<string>> => {
  const { rows } = await owner.query<{ ref: Buffer }>('select ref from report')
  return new Set(rows.map(({ ref }) => ref.toString('hex')))
}

test('each report goes on its own day of two years, and only then', { timeout: 280_000 }, async () => {
  const due = new Map<Filed, string>() // the first day on which it is gone
  due.set(await told('of 30 January, a month', 'noncrime'), '2028-03-01')
  today = '2028-01-31'
  due.set(await told('of 31 January, a month', 'noncrime'), '2028-03-01')
  due.set(await told('to the end of the following year', 'crime_minor'), '2030-01-01')
  due.set(await told('of 31 January, three months', 'no_action'), '2028-05-01')
  const held = await told('held over its end', 'noncrime')
  await holdReport(held.anna, held.ref, 'evidence', '2028-06-15')
  due.set(held, '2028-06-16')
  const taken = await told('opened and taken back')
  await openReport(taken.anna, taken.ref, { purpose: 'handle_concern', reason: 'first-reading' })
  await withdrawReport(await town.device(), taken.sent.keys)
  due.set(taken, '2028-02-14')
  today = '2028-02-28'
  due.set(await told('of nobody’s decision'), '2028-03-29')
  today = '2028-02-29'
  due.set(await told('of the leap day, over the night of summer time', 'noncrime'), '2028-03-30')
  due.set(await told('that outlives the test', 'crime_serious'), '9999-12-31')

  today = first
  const born = new Map([...due.keys()].map((one) => [one, one.sent.receipt.day]))
  for (; today <= '2030-01-02'; today = addDays(today, 1)) {
    if (today < '2028-02-29' && !['2028-02-14'].includes(today)) continue // they are all here already
    await sweep(town.app.context)
    const left = await there()
    for (const [one, gone] of due)
      assert.equal(left.has(one.ref), today < gone, `${one.name} (of ${born.get(one)}), on ${today}`)
  }

  const gone = [...due].filter(([, day]) => day < today).map(([one]) => one)
  assert.equal(gone.length, due.size - 1)
  const wanted = gone.flatMap(({ name, ref, sent: { keys } }) =>
    [Buffer.from(ref, 'hex'), Buffer.from(keys.mailboxPk, 'base64'), Buffer.from(keys.tagKey)].flatMap((one) =>
      needles(name, one),
    ),
  )
  for (const table of await tableNames(owner)) {
    const { rows } = await owner.query(`select t::text as row from "${table}" t`)
    assert.deepEqual(found(Buffer.from(rows.map((one) => one.row).join('\n')), wanted), [], table)
  }
  assert.deepEqual(foundIn(town.data, wanted), [], 'attachments, journals, keys')
  const { rows } = await owner.query('select count(*)::int as left from erased_report')
  assert.equal(rows[0].left, 1, 'ninety days later the stub is gone too; that of yesterday is there')
  const stones = await owner.query('select class, rule from tombstone')
  assert.equal(stones.rows.length, gone.length, 'a stone without a name for each')
})
