// An administrator whom the root has ended, or whose time it has cut short, and a thief who still has the key: with the server against
// them, and with the operator on their side.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { call } from '@citycop/client/api/call.ts'
import { verifyDirectory } from '@citycop/client/keys/directory.ts'
import { Distrusted } from '@citycop/client/keys/distrusted.ts'
import {
  makeAdminCertificate,
  makeEpochCertificate,
  newSeed,
  publicKeyOf,
} from '@citycop/client/keys/make-certificate.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { AdminCertificate } from '@citycop/protocol/keys/certificates.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { newestOf } from '@citycop/protocol/keys/epochs.ts'
import { publishOne } from '../custody.ts'
import { daysAhead } from '../days-ahead.ts'
import { contentOf, forgedPage, type Page } from '../hostile/forged-directory.ts'
import { harbour, todayIn } from '../lead.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let days = 0
before(async () => {
  town = await createTown({ now: () => daysAhead(days) })
})
after(() => town.close())

function admin(seed: Uint8Array, certNo: number, validity: Pick<AdminCertificate, 'notBefore' | 'notAfter'>): Envelope {
  const base = { v: 1 as const, instance: town.pins.instance, certNo, units: [harbour], adminPk: publicKeyOf(seed) }
  return makeAdminCertificate({ ...base, ...validity }, town.root)
}
/** The unit's epoch again, under a higher number: what a thief would put a stranger into. */
async function epochBy(seed: Uint8Array, certNo: number, notBefore: string): Promise<Envelope> {
  const { trusted } = (await town.device()).directory
  const own = newestOf(trusted, harbour, 1) ?? assert.fail()
  return makeEpochCertificate({ ...own, certNo, notBefore }, seed)
}
const refuses = (envelope: Envelope, code: string) =>
  assert.rejects(publishOne(town, envelope), { name: 'Problem', code })

describe('a key that the root has ended', () => {
  const stolen = newSeed()
  let ended: Envelope
  before(async () => {
    const today = todayIn(town)
    await publishOne(town, admin(stolen, 20, { notBefore: addDays(today, -9), notAfter: addDays(today, 90) }))
    ended = admin(stolen, 21, { notBefore: today, notAfter: addDays(today, -1) })
  })

  test('certifies nothing at the server, for no day: not today, not one on which it was good, not one to come', async () => {
    await publishOne(town, await epochBy(stolen, 30, todayIn(town)))
    await publishOne(town, ended)
    for (const shift of [0, -3, 3])
      await refuses(await epochBy(stolen, 31, addDays(todayIn(town), shift)), 'bad-signature')
    await town.device() // what it certified before still stands
  })
  test('is not brought back by its older certificate, nor by one with an older number', async () => {
    const again = { notBefore: todayIn(town), notAfter: addDays(todayIn(town), 9) }
    await refuses(admin(stolen, 19, again), 'state-changed')
    await refuses(admin(stolen, 21, again), 'state-changed')
  })
  test('is not helped by an operator who shows what it signed since as if it were from before', async () => {
    const page: Page = await call({ origin: town.origin }, readDirectory, undefined)
    const content = contentOf(page)
    const late = await epochBy(stolen, 31, addDays(todayIn(town), -3))
    const logged = [...content.certificates, late]
    const before = content.certificates.filter((one) => one.payload !== ended.payload)
    const at = before.length
    const shown = (certificates: Envelope[], order: (proofs: Page['proofs']) => Page['proofs']) => {
      const forged = forgedPage(town, page, { ...content, certificates }, { logged })
      return () => verifyDirectory(town.pins, { ...forged, proofs: order(forged.proofs) }, new Date())
    }
    assert.equal(content.certificates.at(-1)?.payload, ended.payload)
    const turned = shown([...before, late, ended], (all) => [...all.slice(0, at), ...all.slice(at).reverse()])
    const why = (wanted: string) => (error: unknown) => error instanceof Distrusted && error.why === wanted
    assert.throws(turned, why('log'))
    assert.throws(
      shown(logged, (all) => all),
      why('certificate'),
    )
  })
})

test('an administrator whose time the root has cut short does not go on by the longer certificate of before', async () => {
  const seed = newSeed()
  const today = todayIn(town)
  await publishOne(town, admin(seed, 40, { notBefore: today, notAfter: addDays(today, 90) }))
  await publishOne(town, admin(seed, 41, { notBefore: today, notAfter: addDays(today, 1) }))
  await publishOne(town, await epochBy(seed, 42, today))
  days = 2
  await refuses(await epochBy(seed, 43, todayIn(town)), 'bad-signature')
  days = 0
})
