// What was erased is in no file any more: not in the database's own, not in its log of changes, not among attachments and journals, and
// not after a backup was put back. With the PostgreSQL that is shipped, as it is run.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import pg from 'pg'
import { createApp } from '../../server/app.ts'
import { type OpenDatabase, openDatabase } from '../../server/platform/open-database.ts'
import { sweep } from '../../server/sweep.ts'
import { daysAhead } from '../days-ahead.ts'
import { foundIn, type Needle } from '../hostile/search-bytes.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const data = mkdtempSync(join(tmpdir(), 'citycop-gone-'))
chmodSync(data, 0o711) // root's PostgreSQL runs as somebody else, who must get through
const photo = { name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(1_200_000).fill(3) }
let database: OpenDatabase
let town: Town
let days = 0
const now = () => daysAhead(days)

before(async () => {
  database = await openDatabase({ data })
  town = await createTown({ now, data, database: { ...database, drop: async () => {} } })
})
after(async () => {
  await town.app.close()
  await database.close()
  rmSync(data, { recursive: true, force: true })
})

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ ...database.owner, options: '-c app.city=testville' }) // row security binds the owner too
  await client.connect()
  try {
    return (await client.query<Row>(statement, values)).rows
  } finally {
    await client.end()
  }
}

/** Bytes of this report that stand nowhere else: its keys, its headers, its sealed words and files, its notices, its capsule. */
async function traces({ keys }: Sent): Promise<Needle[]> {
  const [row] = await ask<Record<string, Buffer | Buffer[]>>(
    `select r.mailbox_pk, r.tag_key, r.notice_key, r.audit_capsule,
       array(select header from header where report = r.ref) as headers,
       array(select payload from message where report = r.ref) as payloads,
       array(select notice from notice where report = r.ref) as notices,
       array(select hash from blob_part p join blob b on b.id = p.blob where b.report = r.ref) as parts
     from report r where mailbox = $1`,
    [Buffer.from(keys.mailbox, 'hex')],
  )
  assert.ok(row)
  // 24 bytes from inside each, past what all of them begin with.
  const piece = (bytes: Buffer) => (bytes.length > 200 ? bytes.subarray(150, 174) : bytes.subarray(-24))
  return Object.entries(row).flatMap(([what, bytes]) =>
    [bytes].flat().map((one, i) => ({ what: `${keys.mailbox.slice(0, 4)} ${what} ${i}`, bytes: piece(one) })),
  )
}

/** In the folder with everything, and in the database's, which may lie elsewhere. */
const everywhere = (wanted: readonly Needle[]): string[] => [
  ...foundIn(data, wanted),
  ...(database.place.startsWith(data) ? [] : foundIn(database.place, wanted)),
]

/** Those of which no place has a byte. */
function missing(wanted: readonly Needle[]): string[] {
  const places = everywhere(wanted)
  return wanted.map(({ what }) => what).filter((what) => !places.some((place) => place.startsWith(`${what} in `)))
}

test('a year of reports leaves no byte of what had to go, nor does a backup that is put back', {
  timeout: 500_000,
}, async () => {
  const device = await town.device()
  const [due, withdrawn] = [await town.reports({ files: [photo] }), await town.reports({ files: [photo] })]
  await sendMessage(device, due.keys, 'one more thing')
  days = 20
  const later = await town.reports()
  const anna = await town.desk('anna')
  const refOf = async ({ keys }: Sent) =>
    (
      await ask<{ ref: Buffer }>('select ref from report where mailbox = $1', [Buffer.from(keys.mailbox, 'hex')])
    )[0]?.ref.toString('hex') ?? ''
  await openReport(anna, await refOf(due), { purpose: 'handle_concern', reason: 'first-reading' })
  const gone = [...(await traces(due)), ...(await traces(withdrawn))]
  const kept = await traces(later)
  await ask('analyze') // statistics hold samples of values
  await ask('checkpoint').catch(() => {}) // a superuser's
  await town.app.close()
  await database.close()
  const backup = join(dirname(data), `${data.split('/').at(-1)}.backup`)
  execFileSync('cp', ['-a', database.place, backup])
  try {
    await reopen(false)
    assert.deepEqual(missing(gone), [], 'before it is erased all of it is found')

    days = 181
    await sweep(town.app.context)
    assert.ok(everywhere(gone).length > 0, 'removing rows alone leaves their bytes')
    await database.rewrite()
    assert.deepEqual(everywhere(gone), [])
    assert.deepEqual(missing(kept), [], 'what came later is there')

    await town.app.close()
    await database.close()
    days = 190 // within the time that backups are kept
    rmSync(database.place, { recursive: true })
    execFileSync('cp', ['-a', backup, database.place])
    await reopen(true)
    await database.rewrite()
    assert.deepEqual(everywhere(gone), [])
    assert.deepEqual(missing(kept), [], 'what came later came back')
  } finally {
    rmSync(backup, { recursive: true, force: true })
  }
})

async function reopen(recoverLog: boolean): Promise<void> {
  database = await openDatabase({ data })
  town = { ...town, app: await createApp(database, { data, limits: false, now, recoverLog }) }
}
