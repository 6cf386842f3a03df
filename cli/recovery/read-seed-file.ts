import { readFileSync } from 'node:fs'
import { isBase64 } from '@citycop/protocol/contract/base64.ts'
import { Refused } from '../refusal.ts'

/** A seed as "instance init" wrote it. @throws Refused */
export function readSeedFile(file: string, what: string): Uint8Array {
  const spelt = readFileSync(file, 'utf8').trim()
  if (spelt.length !== 44 || !isBase64(spelt)) throw new Refused('seed-file', `${file} is no ${what}`)
  return Buffer.from(spelt, 'base64')
}
