import { join } from 'node:path'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { makeRotation } from '@citycop/client/recovery/make-rotation.ts'
import { envelope } from '@citycop/protocol/contract/dsse.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import type { Command, Given } from '../command.ts'
import { sixWords } from '../drawn-passphrase.ts'
import { spellJson, writeFolder } from '../instance/key-files.ts'
import { rootPassphrase, rootSeedOf, sealSeed } from '../instance/sealed-seed.ts'
import { Refused } from '../refusal.ts'
import { pinsFileOption, pinsGiven, readFileAs, refuseTaken } from './recovery-files.ts'
import { rootOption } from './root-key.ts'

export const command: Command = {
  options: {
    pins: pinsFileOption,
    root: {
      ...rootOption,
      says: `the present root.key; its passphrase comes from ${rootPassphrase}, else from a prompt`,
    },
    certificate: { value: 'FILE', says: 'the present root.json', required: true },
    out: { value: 'DIR', says: 'where the new key and its files go', required: true },
  },
  about: `
Draws a new root key for a city: when the old one may be in other hands, or its holder leaves. Old and new key sign here; three of the
custodians sign DIR/rotation.json with "citycop recover sign"; "citycop recover publish" hands it in, and it stands in the public log.
Devices that know the old key follow, because they check all five signatures. The old root alone can do none of this, and neither can
custodians alone: when the old root.key is LOST, there is no new root. The city goes on until its administrators' certificates end, and
then begins anew. So keep two copies of root.key in two places.
Afterwards the operator puts DIR/pins.json and DIR/root.json into the server's instance folder and starts it again.

  citycop root rotate --pins pins.json --root root.key --certificate root.json --out next`,
  run: rotateRoot,
}

async function rotateRoot(given: Given) {
  const out = given.need('out')
  refuseTaken(out)
  const pins = pinsGiven(given)
  const seed = await rootSeedOf(given.need('root'), pins.demo)
  const before = certify(pins, nobody(), readFileAs(given.need('certificate'), envelope, 'a root certificate'))
  if (before?.what !== 'root' || publicKeyOf(seed) !== pins.rootPk)
    throw new Refused('root', 'root.key, root.json and pins.json do not belong together')
  const fresh = newSeed()
  const next = makeRotation(pins, before.certificate, seed, fresh)
  const passphrase = await sixWords()
  writeFolder(out, {
    'root.key': await sealSeed(next.pins, fresh, passphrase, 'root'),
    'rotation.json': spellJson(next.rotation),
    'root.json': spellJson(next.root),
    'pins.json': spellJson(next.pins),
  })
  const words = await fingerprint(next.pins.rootPk)
  return {
    json: { folder: out, fingerprint: words, passphrase },
    text: [
      `Three custodians sign ${join(out, 'rotation.json')}: citycop recover sign. Then: citycop recover publish`,
      `The passphrase of ${join(out, 'root.key')}, shown this once; it is a new one:`,
      '',
      `  ${passphrase}`,
      '',
      'The new key in six words, for posters and for --pin:',
      '',
      `  ${words}`,
    ].join('\n'),
  }
}
