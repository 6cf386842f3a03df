// Who hands an epoch's key on signs for it: what the server takes, and what a desk uses when the operator, a former member or a colleague is
// against it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newSeed } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import type { RefusedWrap } from '@citycop/client/keys/open-wrap.ts'
import { type Handing, signWrap } from '@citycop/client/keys/seal-wrap.ts'
import { handing } from '@citycop/client/keys/wrap-missing.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { newestOf } from '@citycop/protocol/keys/epochs.ts'
import { wrapKeys } from '@citycop/protocol/keys/member-contract.ts'
import type { MemberWrap } from '@citycop/protocol/keys/wraps.ts'
import type pg from 'pg'
import { type Answer, assertRefused, send } from '../hostile/request.ts'
import { ownerOf } from '../hostile/row-counts.ts'
import { keyIdOfOfficer, letIn, letOut, harbour as unit } from '../lead.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let owner: pg.Client
let anna: Desk
let eva: OfficerKeys
const junk = () => toBase64(crypto.getRandomValues(new Uint8Array(300)))
const idOf = (name: 'anna' | 'bruno') => keyIdOfOfficer(town.officers[name])

before(async () => {
  town = await createTown()
  owner = await ownerOf(town)
  eva = newOfficer(town.pins, 'eva')
  await letIn(town, eva)
  anna = await town.desk('anna')
})
after(async () => {
  await owner.end()
  await town.close()
})

/** For eva, who waits for her first key. */
const made = async (by: Handing, change: Partial<MemberWrap> = {}, to = eva): Promise<MemberWrap> =>
  signWrap(
    by,
    { unit, epoch: 1, officer: keyIdOfOfficer(eva), file: junk(), ...change },
    await recipientOf(to.ageIdentity),
  )
const hand = (wrap: MemberWrap, by = anna): Promise<Answer> =>
  send(town.origin, wrapKeys.path, { wraps: [wrap] }, { token: by.token })

describe('the server takes no key', () => {
  const refuses = async (wrap: MemberWrap, reason: RegExp) => {
    const answer = await hand(wrap)
    assertRefused(answer, 'bad-signature')
    assert.match(answer.text, reason)
  }
  test('that nobody signed, or somebody else than who hands it in: a stolen token alone hands over nothing', async () => {
    const good = await made(handing(anna))
    const [signature] = good.seal.signatures
    const sig = toBase64(new Uint8Array(64))
    await refuses({ ...good, seal: { ...good.seal, signatures: [{ keyid: signature?.keyid ?? '', sig }] } }, /nobody’s/)
    await refuses(await made({ ...handing(anna), seed: newSeed() }), /no member/)
    await refuses(await made(handing(await town.desk('carla'))), /no member/)
    await refuses(await made(handing(await town.desk('bruno'))), /somebody else than who hands it in/)
  })
  test('that was signed for another epoch, holder or city, or is another file than the one that was signed', async () => {
    const good = await made(handing(anna))
    for (const other of [{ epoch: 2 }, { officer: idOf('bruno') }])
      await refuses({ ...good, seal: (await made(handing(anna), other)).seal }, /another city, unit, epoch or holder/)
    await refuses(await made({ ...handing(anna), instance: 'othertown' }), /another city/)
    await refuses({ ...good, file: junk() }, /not the file that was signed/)
  })
  test('that is sealed to another key than the certificate names, or signed for a time to come', async () => {
    await refuses(await made(handing(anna), {}, newOfficer(town.pins, 'mallory')), /another key/)
    await refuses(await made({ ...handing(anna), asOf: 1_000_000 }), /no member/)
  })
})

describe('a desk uses no key', () => {
  const seen = async (keys: OfficerKeys): Promise<readonly RefusedWrap[]> => {
    const desk = await signIn(await town.device(), keys)
    assert.equal(desk.epochs.has(`${unit}/1`), false)
    return desk.refusedWraps.filter((one) => one.epoch === 1)
  }
  /** What only the operator can do. */
  const put = (officer: string, { file, seal }: Pick<MemberWrap, 'file' | 'seal'>) =>
    owner.query('update epoch_wrap set file = $2, seal = $3 where officer = $1 and epoch = 1 and unit = $4', [
      officer,
      Buffer.from(file, 'base64'),
      JSON.stringify(seal),
      unit,
    ])
  async function inPlace(officer: string, wrap: Pick<MemberWrap, 'file' | 'seal'>, act: () => Promise<void>) {
    const { rows } = await owner.query('select * from epoch_wrap where officer = $1 and epoch = 1 and unit = $2', [
      officer,
      unit,
    ])
    await put(officer, wrap)
    await act()
    await put(officer, { file: toBase64(rows[0].file), seal: JSON.parse(rows[0].seal) })
  }
  const wrapOf = async (officer: string): Promise<MemberWrap> => {
    const { rows } = await owner.query('select file, seal from epoch_wrap where officer = $1 and unit = $2', [
      officer,
      unit,
    ])
    return { unit, epoch: 1, officer, file: toBase64(rows[0].file), seal: JSON.parse(rows[0].seal) }
  }

  test('that the operator put in the place of the one that was signed; nobody of the unit is blamed', async () => {
    const own = await wrapOf(idOf('anna'))
    await inPlace(idOf('anna'), { ...own, file: junk() }, async () =>
      assert.deepEqual(await seen(town.officers.anna), [{ unit, epoch: 1, why: 'file' }]),
    )
    await inPlace(idOf('anna'), await wrapOf(idOf('bruno')), async () =>
      assert.deepEqual(await seen(town.officers.anna), [{ unit, epoch: 1, why: 'other' }]),
    )
    assert.ok((await town.desk('anna')).epochs.has(`${unit}/1`))
  })
  test('that a colleague signed and that opens nothing: the colleague is named', async () => {
    assert.equal((await hand(await made(handing(anna)))).status, 200)
    assert.deepEqual(await seen(eva), [{ unit, epoch: 1, why: 'key', by: idOf('anna') }])
  })
  test('of an epoch that began after its signer was let go, whatever number they sign for and whatever the operator helps', async () => {
    await letOut(town, eva)
    const { trusted } = (await town.device()).directory
    const { certNo } = newestOf(trusted, unit, 2) ?? assert.fail()
    const bruno = { officer: idOf('bruno'), epoch: 2 }
    const before = await owner.query('select file, seal from epoch_wrap where officer = $1 and epoch = 2', [
      idOf('bruno'),
    ])
    const seed = Buffer.from(eva.signSeed, 'base64')
    for (const asOf of [anna.instance.directory.trusted.root?.certNo ?? 0, certNo - 1, certNo, certNo + 5]) {
      const late = await made({ instance: town.pins.instance, seed, asOf }, bruno, town.officers.bruno)
      await owner.query('update epoch_wrap set file = $2, seal = $3 where officer = $1 and epoch = 2', [
        bruno.officer,
        Buffer.from(late.file, 'base64'),
        JSON.stringify(late.seal),
      ])
      const desk = await town.desk('bruno')
      assert.deepEqual(desk.refusedWraps, [{ unit, epoch: 2, why: 'signer' }], String(asOf))
    }
    await owner.query('update epoch_wrap set file = $2, seal = $3 where officer = $1 and epoch = 2', [
      bruno.officer,
      before.rows[0].file,
      before.rows[0].seal,
    ])
    const whole = await town.desk('bruno')
    assert.deepEqual([whole.refusedWraps.length, whole.epochs.has(`${unit}/2`)], [0, true])
    assert.ok((await listReports(whole)).reports)
  })
})
