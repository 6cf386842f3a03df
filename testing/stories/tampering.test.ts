// The desk believes its server nothing: an answer that does not fit what was asked, signed or logged locks the view.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { Tampered } from '@citycop/client/reports/tampered.ts'
import type { MailboxPage } from '@citycop/protocol/reports/contract.ts'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { alterations, flipped, type Released } from '../hostile/tampered.ts'
import { createTown, memory, type Sent, type Town } from '../town.ts'

let town: Town
let proxy: Middleman
let desk: Desk
let sent: Sent
let ref: string
const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const photo = { name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array(100).fill(9) }

before(async () => {
  town = await createTown()
  proxy = await standBetween(town.origin)
  sent = await town.reports({ files: [photo] })
  await sendMessage(await town.device(), sent.keys, 'It is still dark.')
  desk = await signIn(await city(), town.officers.anna)
  ref = (await listReports(desk)).reports[0]?.ref ?? ''
  await answerReport(desk, await openReport(desk, ref, why), 'We are coming.')
})
after(async () => {
  await proxy.close()
  await town.close()
})
beforeEach(() => {
  proxy.alter = undefined
})
const city = (): Promise<Instance> => connect(proxy.origin, { memory: memory(), pins: town.pins })
const whenOpening = (change: (released: Released) => Released) => {
  proxy.alter = (path, answer) => (path === '/desk/open' ? change(answer) : answer)
}

describe('an opening is refused, with evidence to keep, when the server changes', () => {
  for (const [what, change] of Object.entries(alterations))
    test(what, async () => {
      whenOpening(change)
      await assert.rejects(openReport(desk, ref, why), (error: unknown) => {
        assert.ok(error instanceof Tampered, `${error}`)
        const evidence = JSON.parse(error.evidence)
        assert.deepEqual([evidence.kind, evidence.why], ['citycop-evidence', error.why])
        assert.equal(typeof evidence.request.payload, 'string')
        assert.equal(typeof evidence.released.proof, 'string')
        assert.doesNotMatch(error.evidence, /AGE-SECRET-KEY/)
        return true
      })
    })
})

describe('an opening is refused when', () => {
  test('the proof is that of an earlier opening', async () => {
    let earlier: Released | undefined
    whenOpening((released) => {
      earlier ??= released
      return earlier
    })
    await openReport(desk, ref, why)
    await assert.rejects(
      openReport(desk, ref, why),
      (error) => error instanceof Tampered || error instanceof Distrusted,
    )
  })
  test('it was logged for another purpose, or for other objects, than the officer signed', async () => {
    const colleague = await signIn(await city(), town.officers.bruno)
    let his: Released | undefined
    whenOpening((released) => {
      his ??= released
      return his
    })
    await openReport(colleague, ref, { ...why, purpose: 'accountability' })
    const fresh = await signIn(await city(), town.officers.anna)
    await assert.rejects(openReport(fresh, ref, why), { why: 'request' })
  })
  test('the server logs under another tag key than the person’s', async () => {
    const other = await town.reports({ what: 'Another lamp.' })
    const owner = await ownerOf(town)
    await owner.query('update report set tag_key = $1 where mailbox = $2', [
      Buffer.alloc(32, 5),
      Buffer.from(other.keys.mailbox, 'hex'),
    ])
    await owner.end()
    const row = (await listReports(desk)).reports.find((one) => one.reference === other.receipt.reference)
    await assert.rejects(openReport(desk, row?.ref ?? '', why), { name: 'Tampered', why: 'tag' })
  })
  test('the list names other objects than there are', async () => {
    proxy.alter = (path, answer: { reports: { objects: string[] }[] }) =>
      path === '/desk/reports'
        ? { reports: answer.reports.map((one) => ({ ...one, objects: ['ab'.repeat(32)] })) }
        : answer
    await assert.rejects(openReport(desk, ref, why), Tampered)
  })
})

test('an attachment that a message names and the server does not know is counted as missing', async () => {
  whenOpening((one) => ({ ...one, blobs: one.blobs.map((blob) => ({ ...blob, id: 'ab'.repeat(16) })) }))
  const opened = await openReport(desk, ref, why)
  assert.deepEqual([opened.gaps, opened.messages[0]?.files], [1, []])
})

describe('an attachment is refused when', () => {
  let opened: OpenedReport
  const blob = () => opened.messages.flatMap((one) => one.files)[0]?.blob ?? ''
  before(async () => {
    proxy.alter = undefined
    opened = await openReport(desk, ref, why)
  })
  test('a byte of it was changed, or it is another one', async () => {
    const [file] = opened.messages.flatMap((one) => one.files)
    assert.ok(file)
    const wrong = {
      ...opened,
      messages: [{ ...opened.messages[0], files: [{ ...file, header: flipped(file.header) }] }],
    }
    await assert.rejects(readAttachment(desk, wrong as OpenedReport, blob()), /not the file/)
    const other = { ...opened, messages: [{ ...opened.messages[0], files: [{ ...file, ctSha256: '00'.repeat(32) }] }] }
    await assert.rejects(readAttachment(desk, other as OpenedReport, blob()), /not the file/)
    assert.deepEqual((await readAttachment(desk, opened, blob())).bytes, photo.bytes)
  })
})

describe('a mailbox is refused when', () => {
  const pages: Record<string, (page: MailboxPage) => MailboxPage> = {
    'an act in the middle was left out': (page) => ({ ...page, acts: page.acts.filter((_, i) => i !== 1) }),
    'an act’s notice was changed': (page) => ({
      ...page,
      acts: page.acts.map((one) => ('notice' in one ? { ...one, notice: flipped(one.notice) } : one)),
    }),
    'an act is said to stand elsewhere': (page) => ({
      ...page,
      acts: page.acts.map((one) => ({ ...one, index: one.index === 0 ? 1 : one.index - 1 })),
    }),
    'two acts changed places': (page) => ({ ...page, acts: [...page.acts].reverse() }),
    'an act is shown twice': (page) => ({ ...page, acts: [...page.acts, ...page.acts.slice(-1)] }),
    'the log’s signature is missing': (page) => ({ ...page, checkpoint: page.checkpoint.split('\n\n')[0] ?? '' }),
    'it says erased, and no entry of the log does': (page) => {
      const { report: _report, ...rest } = page
      const last = page.acts.at(-1)
      assert.ok(last && 'notice' in last)
      const { n: earlierActs, ...placed } = last
      const erased = { ...placed, earlierActs, day: page.report?.day ?? '', told: [] }
      return { ...rest, messages: [], acts: [], erased }
    },
    'an answer that an act tells of was left out': (page) => ({
      ...page,
      messages: page.messages.filter((one) => one.direction === 'citizen'),
    }),
  }
  for (const [what, change] of Object.entries(pages))
    test(what, async () => {
      const device = await city()
      proxy.alter = (path, answer) => (path === '/mailbox' ? change(answer) : answer)
      await assert.rejects(readMailbox(device, sent.keys), Distrusted)
    })
  test('a message of the unit was changed: it is not shown, and this is said', async () => {
    const device = await city()
    proxy.alter = (path, answer: MailboxPage) =>
      path === '/mailbox'
        ? { ...answer, messages: answer.messages.map((one) => (one.file ? { ...one, file: flipped(one.file) } : one)) }
        : answer
    const mailbox = await readMailbox(device, sent.keys)
    assert.ok(mailbox && !('erased' in mailbox))
    const answer = mailbox.messages.find((one) => one.from === 'unit')
    assert.deepEqual([answer?.text, answer?.refused], [undefined, 'closed'])
  })
})
