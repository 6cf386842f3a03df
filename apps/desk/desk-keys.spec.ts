// An open desk looks after the unit's keys by itself: after a colleague was let go it seals the reports anew, and the work goes on.

import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, text } from '@citycop/protocol/contract/bytes.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import { askedFor, handIn, takeIntoCustody } from '../../testing/custody.ts'
import { ownerOf } from '../../testing/hostile/row-counts.ts'
import { keyIdOfOfficer, letOut } from '../../testing/lead.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

// A town of its own: nobody else's officer is let go here.
let town: Town
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  town = await createTown({ suite: 'pq', desk: dist })
})
test.afterAll(() => town.close())

test('a desk says who asks for its keys, and which one somebody exchanged; after a colleague was let go it seals the reports anew by itself, and one opens as before', async ({
  page,
}) => {
  const sent = await town.reports()
  await town.reports()
  const { custodians } = await takeIntoCustody(town)
  await handIn(town, await askedFor(town, custodians.slice(1, 4)))
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
  await expect(page.getByRole('alert').getByText('three custodians ask for the unit’s keys')).toBeVisible()
  await expect(page.getByRole('alert').getByText('is not the one a colleague signed')).toBeVisible()
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
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([await wordsOf(anna)])
  await expect(page.getByText(`Let go: ${await wordsOf(bruno)}`)).toBeVisible()
  await expect(page.getByText('A former member may have this key')).toBeVisible()
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
  await look(page, 'all-keys')
})
