// How an officer signs in on the command line: the keyfile, and its passphrase from the environment or a prompt.
import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { RefusedWrap } from '@citycop/client/keys/open-wrap.ts'
import { type OfficerKeys, unlockKeyfile } from '@citycop/client/officers/keyfile.ts'
import { type Desk, signIn, signOut } from '@citycop/client/officers/sign-in.ts'
import { wrapDoubtWords } from '@citycop/protocol/keys/wraps.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Given, Options, Outcome } from '../command.ts'
import { Refused } from '../refusal.ts'
import { askSecret } from '../terminal.ts'

export const deskOptions: Options = {
  ...cityOptions,
  keyfile: { value: 'FILE', says: 'the officer’s keyfile', required: true },
}
export const passphraseNote = `The keyfile's passphrase comes from CITYCOP_PASSPHRASE, else from a prompt; a demo keyfile finds its own.`

/** Signs in, acts, and signs out again whatever happened. */
export async function atDesk(given: Given, act: (desk: Desk, keys: OfficerKeys) => Promise<Outcome>): Promise<Outcome> {
  const path = given.need('keyfile')
  const file = readFileSync(path)
  const instance = await cityOf(given)
  const keys = await unlock(path, file, await passphraseFor(path, instance.demo))
  const desk = await signIn(instance, keys)
  for (const one of desk.refusedWraps) given.warn(`WARNING: ${saidRefused(one)}`)
  try {
    return await act(desk, keys)
  } finally {
    await signOut(desk).catch(() => {}) // the session ends by itself too
  }
}

const saidRefused = ({ unit, epoch, why, by }: RefusedWrap): string =>
  why === 'key'
    ? `the key of ${unit}/${epoch} that ${by} handed to you opens nothing; tell the unit’s lead`
    : `the key of ${unit}/${epoch} is not used: ${wrapDoubtWords[why]}. Whoever runs the server may have changed it; tell the unit’s lead`

/** What a keyfile holds, without signing in anywhere: a custodian has nothing to sign in to. */
export const keysOf = async (path: string, demo: boolean, variable = 'CITYCOP_PASSPHRASE'): Promise<OfficerKeys> =>
  unlock(path, readFileSync(path), await passphraseFor(path, demo, variable))

async function unlock(path: string, file: Uint8Array, passphrase: string) {
  try {
    return await unlockKeyfile(file, passphrase)
  } catch (error) {
    if (error instanceof Error && error.name === 'WrongPassphrase') throw error
    throw new Refused('keyfile', `${path} is no officer’s keyfile`)
  }
}

async function passphraseFor(path: string, demo: boolean, variable = 'CITYCOP_PASSPHRASE'): Promise<string> {
  const set = process.env[variable]
  if (set !== undefined) return set
  const folder = dirname(resolve(path))
  const demoFolder = ['officers', 'custodians'].includes(basename(folder)) ? dirname(folder) : folder
  // Only where a demo keeps it, so that a real keyfile's passphrase is never looked for on a disk.
  if (demo && basename(demoFolder) === 'demo') {
    try {
      return readFileSync(join(demoFolder, 'passphrase'), 'utf8').trim()
    } catch {}
  }
  return askSecret(`passphrase of ${basename(path)}`, `set ${variable}`)
}
