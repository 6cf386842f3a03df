// An open desk looks after the unit's keys by itself: after a colleague was let go it seals the reports anew, and the work goes on.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@citycop/client/api/call.ts'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { makeKeyfile, type OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { makeFetch } from '@citycop/client/recovery/ask-recovery.ts'
import { custodianWords } from '@citycop/client/recovery/custodian-words.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, text } from '@citycop/protocol/contract/bytes.ts'
import type { Custodian } from '@citycop/protocol/keys/recovery.ts'
import { requestHash } from '@citycop/protocol/recovery/asked.ts'
import { fetchRecovery } from '@citycop/protocol/recovery/contract.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { citycop } from '../../cli/spawned.ts'
import { askedFor, seedOf, takeIntoCustody } from '../../testing/custody.ts'
import { ownerOf } from '../../testing/hostile/row-counts.ts'
import { keyIdOfOfficer, letOut } from '../../testing/lead.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, passphrase, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

// A town of its own: nobody else's officer is let go here.
let town: Town
let folder: string
let ahead = 0
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  town = await createTown({ suite: 'pq', desk: dist, now: () => new Date(Date.now() + ahead) })
  folder = mkdtempSync(join(tmpdir(), 'citycop-desk-keys-'))
})
test.afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** Asked for at the command line, as custodians do; answers how it went. */
async function atCommandLine(custodian: OfficerKeys, ...words: string[]) {
  const keyfile = join(folder, 'custodian.age')
  writeFileSync(keyfile, await makeKeyfile(custodian, passphrase))
  writeFileSync(join(folder, 'pins.json'), JSON.stringify(town.pins))
  const signing = words[1] === 'publish' ? [] : ['--keyfile', keyfile]
  const at = ['--json', '--server', town.origin, '--pin', join(folder, 'pins.json')]
  return citycop([...words, ...signing, ...at], { CITYCOP_PASSPHRASE: passphrase })
}

test('a member stops a recovery that custodians asked for, and the keys do not come out; a key that somebody exchanged is named; what a former colleague could open the desk seals anew', async ({
  page,
}) => {
  const sent = await town.reports()
  await town.reports()
  const three = (await takeIntoCustody(town)).custodians.slice(1, 4)
  const [first] = three
  if (!first) throw new Error('nobody asks')
  const signed = await askedFor(town, three)
  const request = join(folder, 'request.json')
  writeFileSync(request, JSON.stringify(signed))
  expect((await atCommandLine(first, 'recover', 'publish', request)).errors).toBe('')
  await letOut(town, town.officers.bruno)
  const owner = await ownerOf(town)
  await owner.query(
    'insert into epoch_wrap select city, unit, 7, officer, file, seal from epoch_wrap where officer = $1 and epoch = 2',
    [keyIdOfOfficer(town.officers.anna)],
  )
  const desk = deskOf(page, town)
  await desk.signIn('anna')
  await owner.query('delete from epoch_wrap where epoch = 7')
  await owner.end()
  await expect(page.getByText('2 reports were sealed anew')).toBeVisible()
  await expect(page.getByRole('alert').getByText('is not the one a colleague signed')).toBeVisible()
  const alert = page.getByRole('alert').filter({ hasText: 'asks for the unit’s keys' })
  const { directory } = await town.device()
  const custodian = directory.trusted.custodians[0]?.custodians.find(
    (one) => one.custodianPk === publicKeyOf(seedOf(first)),
  )
  await expect(alert).toContainText('Harbour quarter team: somebody asks for the unit’s keys')
  await expect(alert).toContainText(await custodianWords(custodian as Custodian))
  await expect(page.getByRole('alert').first()).toContainText('asks for the unit’s keys') // what can still be stopped stands first
  await look(page, 'recovery-alert')

  await alert.getByRole('button', { name: 'Stop it…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('You are signed in with one.')
  await look(page, 'recovery-object')
  await looksRight(page, 'desk/keys/ObjectDialog')
  await dialog.getByRole('button', { name: 'Sign and stop it' }).click()
  await expect(page.getByText('Stopped. Your objection stands in the public log.')).toBeVisible()
  await expect(alert).toHaveCount(0)
  ahead = 3 * 60_000 // the wait would be over
  const fetched = await atCommandLine(first, 'recover', 'fetch', 'harbour-team', '--out', join(folder, 'keys.json'))
  expect(JSON.parse(fetched.out).problem.detail).toMatch(/objected/)
  const bare = { fetch: makeFetch(town.pins.instance, requestHash(signed), seedOf(first)) }
  await expect(call({ origin: town.origin }, fetchRecovery, bare)).rejects.toMatchObject({ code: 'state-changed' })

  await desk.open(sent.receipt.reference)
  await expect(page.getByText('The lamp at the corner has been dark for a week.')).toBeVisible()
})

test('the lead sees who is in the unit and what happened, and a request by its words and picture; a changed one is none', async ({
  page,
}) => {
  const eva = newOfficer(town.pins, 'Eva')
  const request = await makeMemberRequest(eva, 'harbour-team', 2)
  const words = await requestWords(request)
  const renamed = text(fromBase64(request.payload)).replace('"Eva"', '"Ava"')
  const file = (content: object) => ({
    name: 'x; rm -rf.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  })
  const desk = deskOf(page, town)
  await desk.arrive()
  await page.getByText('Asking to be let into a unit').click()
  await page.getByLabel('Choose a request').setInputFiles(file(request))
  await expect(page.getByText(words, { exact: true })).toBeVisible() // what Eva shows before she can sign in

  await desk.signIn('anna')
  await page.getByRole('button', { name: 'The unit’s keys' }).click()
  await expect(page.getByText('Nothing is due.')).toBeVisible()
  const [anna, bruno] = [town.officers.anna, town.officers.bruno]
  const wordsOf = (keys: typeof anna) => fingerprint(publicKeyOf(fromBase64(keys.signSeed)))
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([await wordsOf(anna)])
  await expect(page.getByText(`Let go: ${await wordsOf(bruno)}`)).toBeVisible()
  await expect(page.getByText('A former member may have this key')).toBeVisible()
  const recovery = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'If every keyfile is lost' }) })
  await expect(recovery).toContainText('3 of five custodians')
  await expect(recovery.getByText(/^Key [12] · comes back$/)).toHaveCount(2)
  await expect(recovery).toContainText('Key 1: was not given out. Somebody of the unit stopped it.')
  await page.getByText('To let this person go').click()
  await expect(
    page.getByText(`citycop unit remove-member harbour-team ${keyIdOfOfficer(anna)} --server `),
  ).toBeVisible()

  const choose = page.getByLabel('Choose a request')
  await choose.setInputFiles(file({ ...request, payload: toBase64(bytes(renamed)) }))
  await expect(page.getByText('This file is no request to be let in')).toBeVisible()
  await choose.setInputFiles(file(await makeMemberRequest({ ...eva, instance: 'othertown' }, 'harbour-team', 2)))
  await expect(page.getByText('This request is for another city.')).toBeVisible()
  await choose.setInputFiles(file(request))
  await expect(page.getByRole('img', { name: words })).toBeVisible()
  const command = page.getByText('citycop unit add-member harbour-team REQUEST.json')
  await expect(command).not.toContainText(words.split(' ')[0] ?? '') // they come from Eva's mouth
  await look(page, 'unit-keys')
  await looksRight(page, 'desk/keys/KeysPage')
  await page.getByLabel('Unit').selectOption({ label: 'All units' })
  await expect(page.getByRole('button', { name: 'Look at Safety at home unit' })).toBeVisible()
  await expect(page.getByText('If every keyfile is lost, reports would be lost.')).toHaveCount(1) // nothing was split for it
  await look(page, 'all-keys')
  await page.getByRole('button', { name: 'Look at Safety at home unit' }).click()
  await expect(page.getByText('Nothing brings the keys back.')).toBeVisible()
})
