// C2SP tlog-policy: which logs are believed, which witnesses there are, and which of them together are enough. Independence is
// what the groups say: the witnesses of one operator stand in one group, which counts once.
import { equal } from '../contract/bytes.ts'
import { type Checkpoint, isLogKey, type LogKey, parseBody } from './checkpoint.ts'
import { parseKey, type VerifierKey } from './note.ts'
import { openNote } from './open-note.ts'

export type PolicyLog = { readonly key: LogKey; readonly url?: string }
/** `name` is the policy's word for it; its cosignatures carry the key's own. */
export type Witness = { readonly name: string; readonly key: VerifierKey; readonly url?: string }
/** Counts as one member wherever it stands, when `least` of its members count. */
export type Group = { readonly name: string; readonly least: number; readonly members: readonly string[] }
export type WitnessPolicy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly Witness[]
  readonly groups: readonly Group[]
  /** The name of a witness or a group, or `none`. */
  readonly quorum: string
}

const none = 'none'
const largest = 65_536
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u

/** @throws Error with the line and what is wrong with it */
export function parsePolicy(text: string): WitnessPolicy {
  if (text.length > largest || forbidden.test(text) || !text.endsWith('\n'))
    throw new Error('a policy is lines of text, each ended by a newline alone')
  let policy: Draft = { logs: [], witnesses: [], groups: [] }
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '')
    if (words.length === 0 || words[0]?.startsWith('#')) continue
    try {
      policy = withLine(policy, words)
    } catch (error) {
      throw new Error(`line ${i + 1}: ${(error as Error).message}`)
    }
  }
  const { quorum, ...rest } = policy
  if (quorum === undefined) throw new Error('the policy has no quorum line')
  return { ...rest, quorum }
}

type Draft = Omit<WitnessPolicy, 'quorum'> & { readonly quorum?: string }

function withLine(policy: Draft, [what, ...words]: readonly string[]): Draft {
  if (what === 'log') return { ...policy, logs: [...policy.logs, newLog(policy, words)] }
  if (what === 'witness') return { ...policy, witnesses: [...policy.witnesses, newWitness(policy, words)] }
  if (what === 'group') return { ...policy, groups: [...policy.groups, newGroup(policy, words)] }
  if (what === 'quorum') return { ...policy, quorum: newQuorum(policy, words) }
  throw new Error('not a log, witness, group or quorum')
}

function newLog(policy: Draft, [line = '', url, ...more]: readonly string[]): PolicyLog {
  const key = parseKey(line)
  if (more.length > 0 || !isLogKey(key)) throw new Error('a log is its key, and perhaps an address')
  refuseKnown(policy, key)
  return { key, ...(url === undefined ? {} : { url }) }
}

function newWitness(policy: Draft, [name = '', line = '', url, ...more]: readonly string[]): Witness {
  const key = parseKey(line)
  if (more.length > 0 || key.algorithm !== 4) throw new Error('a witness is a name and its key, and perhaps an address')
  refuseTaken(policy, name)
  refuseKnown(policy, key)
  return { name, key, ...(url === undefined ? {} : { url }) }
}

function newGroup(policy: Draft, [name = '', spelt = '', ...members]: readonly string[]): Group {
  refuseTaken(policy, name)
  for (const [i, member] of members.entries()) {
    if (!isDefined(policy, member)) throw new Error(`${member} is not defined above`)
    const elsewhere = policy.groups.some((group) => group.members.includes(member))
    if (elsewhere || members.indexOf(member) !== i) throw new Error(`${member} would count twice`)
  }
  const least = spelt === 'any' ? 1 : spelt === 'all' ? members.length : readCount(spelt)
  if (least < 1 || least > members.length) throw new Error(`a group of ${members.length} cannot ask for "${spelt}"`)
  return { name, least, members }
}

const readCount = (spelt: string): number => (/^[1-9]\d{0,3}$/.test(spelt) ? Number(spelt) : 0)

function newQuorum(policy: Draft, [name = '', ...more]: readonly string[]): string {
  if (policy.quorum !== undefined) throw new Error('there is a second quorum')
  if (more.length > 0 || (name !== none && !isDefined(policy, name))) throw new Error(`${name} is not defined above`)
  return name
}

const isDefined = ({ witnesses, groups }: Draft, name: string): boolean =>
  [...witnesses, ...groups].some((one) => one.name === name)

function refuseTaken(policy: Draft, name: string): void {
  if (name === '' || name === none || isDefined(policy, name)) throw new Error(`the name ${name} is taken`)
}

// Under whatever name: a cosignature does not say whose it is, so one key in two places would count as two parties.
function refuseKnown({ logs, witnesses }: Draft, { publicKey }: VerifierKey): void {
  if ([...logs, ...witnesses].some((one) => equal(one.key.publicKey, publicKey)))
    throw new Error('this key is named already')
}

/** Are these witnesses, by the policy's names for them, enough? */
export function isQuorum({ groups, quorum }: WitnessPolicy, names: ReadonlySet<string>): boolean {
  const counting = new Set(names)
  for (const { name, least, members } of groups) {
    counting.delete(name) // only its members speak for a group
    if (members.filter((member) => counting.has(member)).length >= least) counting.add(name)
  }
  return quorum === none || counting.has(quorum)
}

export type Cosignature = { readonly name: string; readonly time: number }
export type Witnessed = {
  readonly checkpoint: Checkpoint
  readonly cosignatures: readonly Cosignature[]
  readonly quorum: boolean
  /** The latest time by which enough of them had signed; undefined when there are not enough, or none is asked for. */
  readonly newest: number | undefined
}

/** The checkpoint and who cosigned it, if a log of the policy signed it and nobody known is said to have signed who did not. */
export function openWitnessed(note: string, policy: WitnessPolicy): Witnessed | undefined {
  const opened = openNote(
    note,
    [...policy.logs, ...policy.witnesses].map(({ key }) => key),
  )
  const checkpoint = opened && parseBody(opened.text)
  if (!checkpoint || !opened.signed.some(({ key }) => key.algorithm === 1 && key.name === checkpoint.origin))
    return undefined
  const cosignatures = policy.witnesses.flatMap(({ name, key }) => {
    const time = opened.signed.find((one) => one.key === key)?.time
    return time === undefined ? [] : [{ name, time }]
  })
  const quorum = isQuorum(policy, new Set(cosignatures.map(({ name }) => name)))
  return { checkpoint, cosignatures, quorum, newest: newestQuorum(policy, cosignatures) }
}

function newestQuorum(policy: WitnessPolicy, cosignatures: readonly Cosignature[]): number | undefined {
  const names = new Set<string>()
  for (const { name, time } of cosignatures.toSorted((one, other) => other.time - one.time))
    if (isQuorum(policy, names.add(name))) return policy.quorum === none ? undefined : time
  return undefined
}
