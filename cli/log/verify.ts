// `citycop log verify`.
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { posix, sayAge, sayCount, sayCounts, sayWitnesses } from './say-log.ts'
import { policyOption, readPolicy, serverOption, sourceGiven } from './source-given.ts'
import { type Verified, verifyLog } from './verify-log.ts'

export const command: Command = {
  operands: ['[DIR|URL]'],
  options: { policy: { ...policyOption, required: true }, server: serverOption },
  about: `
Checks a log that lies in a folder or at an address, in the layout of C2SP tlog-tiles: that the log and enough witnesses signed
the checkpoint, that the signed root is that of the entries, that every tile of hashes fits them, and that each entry is sealed
or one of the public kinds. Exit code 1 and the name of what failed otherwise. Whether an entry is true, nobody can see from
the log.

  citycop log verify --server https://city.example --policy city.policy
  citycop log verify ./copy --policy city.policy --json`,
  run,
}

async function run(given: Given) {
  const source = sourceGiven(given, given.operands[0])
  const policy = readPolicy(given.need('policy'))
  try {
    return good(await verifyLog(source, policy), source.name)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const failure = { check: error.code, detail: error.message }
    return { text: `FAILS ${failure.check}: ${failure.detail}`, json: { good: false, failure }, failed: true }
  }
}

function good(log: Verified, name: string) {
  const { origin, size, root, cosignatures, newest, counts } = log
  const age = newest === undefined ? undefined : posix() - newest
  const confirmed = age === undefined ? 'the policy asks for no witness' : `enough of them ${sayAge(age)}`
  const lines = [
    `The log ${origin} holds: its ${sayCount(size)} entries have the root that it signed.`,
    `Confirmed by ${sayWitnesses(cosignatures)}; ${confirmed}.`,
    `Entries: ${sayCounts(counts)}.`,
    `Root: ${root}`,
  ]
  const json = { good: true, source: name, origin, size, root, cosigners: cosignatures, newest, age, counts }
  return { text: lines.join('\n'), json }
}
