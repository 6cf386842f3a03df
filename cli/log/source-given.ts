// Which log a command is about: --server names a city, an operand the log itself.
import { readFileSync } from 'node:fs'
import { parsePolicy, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import { originOf } from '../city.ts'
import type { Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { type LogSource, openSource } from './log-source.ts'

export const serverOption = { value: 'URL', says: 'the address of a city’s server, which serves its log below /log' }
export const policyOption = {
  value: 'FILE',
  says: 'a C2SP policy: the log’s key, the witnesses and how many of them are enough, got from a place you trust',
}

/** @throws Usage when both or none was typed */
export function sourceGiven(given: Given, operand: string | undefined): LogSource {
  const server = given.text('server')
  if ((server === undefined) === (operand === undefined)) throw new Usage('name the log, or its city with --server URL')
  return openSource(server === undefined ? (operand as string) : `${originOf(server)}/log`)
}

/** @throws Refused */
export function readPolicy(file: string): WitnessPolicy {
  try {
    return parsePolicy(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).path !== undefined) throw error
    throw new Refused('bad-policy', `${file} is no policy: ${(error as Error).message}`)
  }
}
