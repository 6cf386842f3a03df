// A directory as a dishonest operator can make it: with the keys that lie on the server (log and accept), and with none of those
// that a city keeps offline.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, text } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import type { Directory, readDirectory } from '@citycop/protocol/keys/contract.ts'
import { logKeyLine, parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { keyEntry } from '@citycop/protocol/log/public-entry.ts'
import { envelopeBy, type Signer, signerFrom } from '../../server/platform/signing.ts'
import type { Town } from '../town.ts'
import { naiveLeaf, naiveTree } from './naive-tree.ts'

export type Page = Reply<typeof readDirectory>
export const contentOf = (page: Page): Directory => JSON.parse(text(fromBase64(page.directory.payload)))

const seedOf = (town: Pick<Town, 'data'>, name: 'log' | 'accept'): Buffer =>
  Buffer.from(readFileSync(join(town.data, 'instance', `${name}.key`), 'latin1'), 'base64')
const signerOf = (town: Pick<Town, 'data'>, name: 'log' | 'accept'): Signer => signerFrom(seedOf(town, name))

const kinds = ['root', 'admin', 'officer', 'epoch'] as const

/** The page over another log of the same city: entries of these certificates, then `others` of anything. */
export function forgedPage(
  town: Pick<Town, 'data' | 'pins'>,
  { currents }: Page,
  content: Directory,
  { others = 0, accept = signerOf(town, 'accept'), log = signerOf(town, 'log'), logged = content.certificates } = {},
): Page {
  const leaves = logged.map((one) => naiveLeaf(entryOf(one)))
  for (let i = 0; i < others; i++) leaves.push(naiveLeaf(bytes(`entry ${i} of a forked log`)))
  const tree = naiveTree(leaves)
  const path = (index: number) => tree.path(index, leaves.length).map(toBase64)
  const proofs = content.certificates.map((_, index) => ({ index, hashes: path(index) }))
  return {
    directory: envelopeBy(accept, 'directory', bytes(canonical(content))),
    proofs,
    checkpoint: signedBy(town, log, leaves.length, tree.root(leaves.length)),
    currents,
  }
}

/** The page of the true log, without some of its certificates. */
export function pageWithout(
  town: Pick<Town, 'data'>,
  page: Page,
  unwanted: (envelope: Envelope, index: number) => boolean,
): Page {
  const content = contentOf(page)
  const kept = content.certificates.map((one, i) => !unwanted(one, (page.proofs[i] as Page['proofs'][number]).index))
  const certificates = content.certificates.filter((_, i) => kept[i])
  return {
    ...page,
    directory: envelopeBy(signerOf(town, 'accept'), 'directory', bytes(canonical({ ...content, certificates }))),
    proofs: page.proofs.filter((_, i) => kept[i]),
  }
}

function signedBy(town: Pick<Town, 'pins'>, log: Signer, size: number, root: Uint8Array): string {
  const { name } = parseLogKey(town.pins.logKey)
  const key = parseLogKey(logKeyLine(name, log.publicKey))
  return signCheckpoint({ origin: name, size, root: root as Bytes }, key, log.sign)
}

function entryOf(envelope: Envelope): Uint8Array {
  const kind = kinds.find((one) => envelope.payloadType.includes(`.${one}.`)) ?? 'root'
  const { certNo } = JSON.parse(text(fromBase64(envelope.payload))) as { certNo: number }
  return keyEntry(kind, certNo, envelopeHash(envelope))
}
