// The demo city's secrets, as `citycop instance init --demo` left them in DATA/demo. A keyfile is opened only when its officer is
// needed: each costs Argon2id's half second.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OfficerKeys, unlockKeyfile } from '@citycop/client/officers/keyfile.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'

export type DemoPeople = {
  rootSeed(): Promise<Uint8Array>
  adminSeed(): Promise<Uint8Array>
  officer(name: string): Promise<OfficerKeys>
  /** Whether there is a keyfile of that name; the demo of an earlier version had fewer people. */
  has(name: string): boolean
}

export function demoPeople(data: string): DemoPeople {
  const folder = join(data, 'demo')
  const passphrase = readFileSync(join(folder, 'passphrase'), 'utf8').trim()
  const unlocked = new Map<string, Promise<OfficerKeys>>()
  const open = (path: string) => {
    const known = unlocked.get(path) ?? unlockKeyfile(readFileSync(join(folder, path)), passphrase)
    unlocked.set(path, known)
    return known
  }
  const officer = (name: string) => open(`officers/${name}.age`)
  const seed = (name: string) => async () => fromBase64((await open(name)).signSeed)
  const has = (name: string) => existsSync(join(folder, `officers/${name}.age`))
  return { has, rootSeed: seed('root.key'), adminSeed: seed('admin.key'), officer }
}
