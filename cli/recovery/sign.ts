import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { signAlso } from '@citycop/client/recovery/ask-recovery.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import type { Command, Given } from '../command.ts'
import { isDemoFile } from './demo-file.ts'
import { custodianOf, custodianOption, readSigned, writeJson } from './recovery-files.ts'

export const command: Command = {
  operands: ['FILE'],
  options: { keyfile: custodianOption },
  about: `
Adds a custodian's signature to a request for a unit's keys, to the certificate of the next custodians, or to a new root key. What you
sign is printed: read it, and speak to the others before you sign. Nobody can sign twice.

  citycop recover sign request.json --keyfile ugo.age`,
  run: sign,
}

async function sign(given: Given) {
  const [file = ''] = given.operands
  const envelope = readSigned(file)
  const keyfile = given.need('keyfile')
  const { sign: seed } = await custodianOf(keyfile, isDemoFile(keyfile))
  const said = text(new Uint8Array(Buffer.from(envelope.payload, 'base64')))
  const signed = signAlso(envelope, seed)
  await writeJson(file, signed)
  const count = signed.signatures.length
  const keyId = keyIdOf(Buffer.from(publicKeyOf(seed), 'base64'))
  return {
    json: { file, keyId, signatures: count, sha256: envelopeHash(signed) },
    text: [`You signed: ${said}`, `${file} has ${count} signature${count === 1 ? '' : 's'} now.`].join('\n'),
  }
}
