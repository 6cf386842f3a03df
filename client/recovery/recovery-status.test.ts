// What a desk says of a recovery, when the server that lists it does not tell the truth about it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '@citycop/protocol/keys/chain.ts'
import { requestHash } from '@citycop/protocol/recovery/asked.ts'
import type { ListedRecovery } from '@citycop/protocol/recovery/contract.ts'
import { newSeed, publicKeyOf } from '../keys/make-certificate.ts'
import { askForKeys, signAlso } from './ask-recovery.ts'
import { askedKeys, recoveryStatus } from './recovery-status.ts'

const unit = 'harbour-team'
const seeds = Array.from({ length: 5 }, newSeed)
const named = (certNo: number, hash: string) => ({
  v: 1 as const,
  instance: 'testville',
  certNo,
  notBefore: '2026-01-01',
  hash,
  custodians: seeds.map((seed) => ({ custodianPk: publicKeyOf(seed), recipient: 'age1x' })),
})
const identity = {
  v: 1 as const,
  instance: 'testville',
  certNo: 1,
  notBefore: '2026-01-02',
  unit,
  recipient: 'age1y',
  splitPk: publicKeyOf(newSeed()),
  custodians: 'aa'.repeat(32),
  hash: 'bb'.repeat(32),
}
const trusted = { ...nobody(), custodians: [named(1, identity.custodians)], recoveries: [identity] }
const epochs = [1, 2].map((epoch) => ({ epoch, certNo: epoch, from: '', until: '', inUse: epoch === 2, left: false }))

function asked(signers: readonly Uint8Array[], listed: Partial<ListedRecovery> = {}): ListedRecovery {
  const [first = newSeed(), ...others] = signers
  const begun = askForKeys({ trusted, instance: 'testville', unit, now: new Date() }, [1], first)
  const request = others.reduce((one, seed) => signAlso(one, seed), begun)
  const until = '2026-06-02T10:00Z'
  return { unit, epochs: [1], until, state: 'waiting', sha256: requestHash(request), request, index: 7, ...listed }
}

test('unit, epochs and the name of a request are those that custodians signed, whatever the server lists beside them', () => {
  const honest = asked(seeds.slice(0, 3))
  const lying = { ...honest, unit: 'home-safety', epochs: [2], sha256: 'cc'.repeat(32) }
  const [said] = askedKeys(trusted, [lying])
  assert.deepEqual([said?.unit, said?.epochs, said?.sha256, said?.by?.length], [unit, [1], honest.sha256, 3])
  assert.equal(recoveryStatus(trusted, { unit, epochs }, undefined, [lying]).asked.length, 1)
})

test('a request that fewer than three custodians signed is shown as nobody’s, not passed over', () => {
  for (const signers of [seeds.slice(0, 2), [...seeds.slice(0, 2), newSeed()]])
    assert.deepEqual(
      askedKeys(trusted, [asked(signers)]).map(({ by }) => by),
      [undefined],
    )
})

test('without a recovery identity every key would be lost; with one, each that a member’s desk does not find sealed to it', () => {
  const copies = (known: typeof trusted, recoverable?: number[]) =>
    recoveryStatus(known, { unit, epochs }, recoverable && { recoverable, unrecoverable: [] }, []).copies.map(
      (one) => one.recoverable,
    )
  assert.deepEqual(copies({ ...trusted, recoveries: [] }, [1, 2]), ['no', 'no'])
  assert.deepEqual(copies(trusted, [2]), ['no', 'yes'])
  assert.deepEqual(copies(trusted), ['unknown', 'unknown'])
})

test('shares that lie with custodians of before, and an identity that was used, are said', () => {
  const later = { ...trusted, custodians: [...trusted.custodians, named(2, 'dd'.repeat(32))] }
  const { recovery } = recoveryStatus(later, { unit, epochs }, undefined, [asked(seeds.slice(0, 3), { state: 'done' })])
  assert.deepEqual([recovery?.custodians.certNo, recovery?.custodians.newer, recovery?.used], [1, 2, true])
})
