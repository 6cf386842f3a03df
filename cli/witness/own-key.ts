// The witness's own key: drawn on the first run, kept in the private-key line of signed-note, never printed.
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, toHex } from '@citycop/protocol/contract/bytes.ts'
import { keyLine, parseKey, type VerifierKey } from '@citycop/protocol/log/note.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'
import { checkpointsIn } from './checkpoint-files.ts'

export type OwnKey = { readonly key: VerifierKey; readonly line: string; sign(some: Uint8Array): Uint8Array }

const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 before the 32 bytes of the seed
const pattern = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n$/

export const keyFile = (folder: string): string => join(folder, 'key')

/**
 * The key in this folder; drawn, with this name, if the folder has none.
 * @throws Refused when the key has another name, or its memory is gone: it could then be led to sign a second history
 */
export async function ownKey(folder: string, name: string | undefined): Promise<OwnKey> {
  const file = keyFile(folder)
  if (!existsSync(file)) return draw(folder, file, name)
  const own = read(readFileSync(file, 'utf8'))
  if (!own) throw new Refused('bad-key', `${file} is not a witness's key`)
  if (name !== undefined && name !== own.key.name)
    throw new Refused('other-name', `the key in ${folder} has the name ${own.key.name}; a name cannot be changed`)
  if (!existsSync(checkpointsIn(folder)))
    throw new Refused(
      'memory-lost',
      `${checkpointsIn(folder)} is gone: without knowing what it signed this key must not sign again; begin with a new folder`,
    )
  return own
}

async function draw(folder: string, file: string, name?: string): Promise<OwnKey> {
  const seed = randomBytes(32)
  const own = withSeed(name ?? `citycop-witness/${randomBytes(6).toString('hex')}`, seed)
  mkdirSync(checkpointsIn(folder), { recursive: true, mode: 0o700 }) // before the key, which is refused without it
  const spelt = toBase64(concat(Uint8Array.of(4), seed))
  await writeDurably(file, `PRIVATE+KEY+${own.key.name}+${toHex(own.key.hash)}+${spelt}\n`, 'owner')
  return own
}

function read(line: string): OwnKey | undefined {
  const [, name, hash, spelt] = pattern.exec(line) ?? []
  if (name === undefined || spelt === undefined) return undefined
  const [algorithm, ...seed] = fromBase64(spelt)
  const own = withSeed(name, Uint8Array.from(seed))
  return algorithm === 4 && toHex(own.key.hash) === hash ? own : undefined
}

function withSeed(name: string, seed: Uint8Array): OwnKey {
  const secret = createPrivateKey({ key: Buffer.concat([ed25519Head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)
  const line = keyLine(name, 4, publicKey)
  return { key: parseKey(line), line, sign: (some) => sign(null, some, secret) }
}

/** @throws Refused when it cannot stand in a signature line */
export function checkName(name: string | undefined): string | undefined {
  if (name !== undefined && !/^[a-z0-9][a-z0-9./-]{0,99}$/.test(name))
    throw new Refused(
      'bad-name',
      'a witness’s name is an address without scheme: small letters, digits, dots, hyphens, slashes',
    )
  return name
}
