// Colleagues know one another by name, and the server knows no name: who writes a card, who reads it, and what a server can do to it.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { connect } from '@citycop/client/keys/connect.ts'
import { carryCards, nameKey, readNames, writeName } from '@citycop/client/keys/name-cards.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { sealTo } from '@citycop/client/sealing/age-file.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { cardSize, nameCard, type SealedCard } from '@citycop/protocol/keys/card-contract.ts'
import { safeParse } from 'valibot'
import { type Middleman, standBetween } from '../hostile/proxy.ts'
import { assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { harbour, letOut, todayIn } from '../lead.ts'
import { createTown, memory, type Name, type Town } from '../town.ts'

let town: Town
let proxy: Middleman
let anna: Desk
let bruno: Desk
const enter = async (name: Name) =>
  signIn(await connect(proxy.origin, { memory: memory(), pins: town.pins }), town.officers[name])
before(async () => {
  town = await createTown()
  proxy = await standBetween(town.origin)
  anna = await enter('anna')
  bruno = await enter('bruno')
  await writeName(anna, 'Anna Quay', todayIn(town))
  await writeName(bruno, 'Bruno Mole', todayIn(town))
})
after(async () => {
  await proxy.close()
  await town.close()
})
beforeEach(() => {
  proxy.alter = undefined
})

const nameOf = async (desk: Desk, whose: Desk) => (await readNames(desk)).get(nameKey(harbour, whose.officer.keyId))
const unitOf = ({ instance }: Desk) =>
  instance.directory.units.find((one) => one.id === harbour) ?? assert.fail('no unit')

/** A card as `signer` signs it, about whom it likes, in whose place it likes. */
async function forged(signer: Desk, about: Desk, place: Desk): Promise<SealedCard> {
  const officerPk = toBase64(publicOf(about))
  const said = { v: 1, instance: 'testville', unit: harbour, officerPk, name: 'Somebody Else', day: todayIn(town) }
  const padded = new Uint8Array(cardSize).fill(0x20)
  padded.set(bytes(JSON.stringify(signEnvelope('card', bytes(JSON.stringify(said)), signer.signSeed))))
  const { header, payload } = await sealTo([unitOf(signer).recipient], padded)
  const { epoch } = unitOf(signer)
  return { unit: harbour, officer: place.officer.keyId, epoch, header: toBase64(header), payload: toBase64(payload) }
}
const publicOf = ({ instance, officer }: Desk) => {
  const found = instance.directory.trusted.officers.find((one) => keyIdIn(one.officerPk) === officer.keyId)
  return Buffer.from(found?.officerPk ?? '', 'base64')
}
const keyIdIn = (officerPk: string) => keyIdOf(Buffer.from(officerPk, 'base64'))

test('colleagues read each other’s names; an officer of another unit is given no card, and the database holds no name', async () => {
  assert.deepEqual([await nameOf(anna, bruno), await nameOf(bruno, anna)], ['Bruno Mole', 'Anna Quay'])
  assert.equal((await readNames(await enter('carla'))).size, 0)
  const owner = await ownerOf(town)
  const { rows } = await owner.query<{ text: string; size: number }>(
    `select c::text as text, length(payload) as size from name_card c`,
  )
  await owner.end()
  assert.equal(new Set(rows.map((row) => row.size)).size, 1, 'the length of a name is not to be seen')
  for (const { text } of rows) assert.doesNotMatch(text, /Anna|Bruno|416e6e61|4272756e6f/)
})

describe('a card is refused', () => {
  test('by the server, when it is put over a colleague’s, comes from another unit, or is not sealed as cards are', async () => {
    const put = (desk: Desk, card: SealedCard) =>
      send(town.origin, '/desk/cards/write', { cards: [card] }, { token: desk.token })
    const over = await forged(bruno, bruno, anna)
    const answer = await put(bruno, over)
    assert.deepEqual(JSON.parse(answer.text), { stored: 0 })
    assert.equal(await nameOf(bruno, anna), 'Anna Quay')
    assertRefused(await put(await enter('carla'), over), 'forbidden')
    assertRefused(await put(anna, { ...(await forged(anna, anna, anna)), epoch: 9 }), 'forbidden')
    const long = { ...(await forged(anna, anna, anna)), payload: toBase64(new Uint8Array(900)) }
    assertRefused(await put(anna, long), 'wrong-size')
  })
  test('by the desk, when it claims somebody else’s key, or lies in somebody else’s place', async () => {
    const show = (card: SealedCard) => {
      proxy.alter = (path, answer) => (path === '/desk/cards' ? { cards: [card] } : answer)
    }
    for (const card of [await forged(bruno, anna, anna), await forged(bruno, bruno, anna)]) {
      show(card)
      assert.equal((await readNames(anna)).size, 0)
    }
    show(await forged(bruno, bruno, bruno))
    assert.equal(await nameOf(anna, bruno), 'Somebody Else', 'what somebody calls themselves is theirs to say')
  })
  test('whose name would change how what stands beside it is read', () => {
    const said = { v: 1, instance: 'testville', unit: harbour, officerPk: toBase64(publicOf(anna)), day: todayIn(town) }
    for (const name of ['a\u202Eb', 'a\nb', 'x'.repeat(61)])
      assert.equal(safeParse(nameCard, { ...said, name }).success, false)
  })
})

test('after a colleague left, the unit’s cards are sealed anew by whoever is there, and the colleague’s card is gone', async () => {
  await letOut(town, town.officers.bruno)
  anna = await enter('anna')
  assert.equal(await nameOf(anna, anna), 'Anna Quay')
  assert.equal(await carryCards(anna), 1)
  assert.equal(await carryCards(anna), 0)
  assert.deepEqual([...(await readNames(anna)).values()], ['Anna Quay'])
  await writeName(anna, '', todayIn(town))
  assert.equal((await readNames(anna)).size, 0, 'and may be taken back')
})
