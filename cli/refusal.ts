// Everything that was to be expected, as one sentence. Errors are told apart by name, so that explaining one loads none of the
// code that can throw it.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { Usage } from './usage.ts'

/** The command line's own refusal; `code` is for programs. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.code = code
  }
}

type Explained = { readonly code: string; readonly sentence: string; readonly defect?: string }
type Known = Error & {
  readonly why?: string
  readonly reason?: string
  readonly position?: number
  readonly path?: string
  readonly names?: readonly string[]
}

const distrusted: Readonly<Record<string, string>> = {
  pins: 'the key you named with --pin is not the key this server shows',
  root: 'the root certificate does not fit the pinned key',
  'root-changed': 'the city shows another root key than the last time',
  certificate: 'the directory holds a certificate that nobody trusted signed',
  directory: 'the directory is not signed by the city',
  'older-directory': 'the directory is older than one this device has already seen',
  'older-epoch': 'a unit’s key is older than one this device has already seen',
  custodians: 'the city shows other first custodians than the last time',
  log: 'a certificate is missing from the public log',
  roll: 'the server does not show all the keys that the public log counts, or no witness has confirmed how many there are',
  fork: 'the log shows two different histories',
  mailbox: 'what the mailbox shows does not fit the log',
}
const unit: Readonly<Record<string, string>> = {
  'not-the-lead': 'this key certifies nobody in this unit today',
  'no-unit': 'no such unit has a key that has begun',
  request: 'this is no request that an officer signed',
  'other-city': 'the request was made for another city',
  'other-unit': 'the request was made for another unit',
  fingerprint: 'the six words are not those of this file: somebody may have changed it on the way',
  'member-already': 'this officer is a member already',
  'no-member': 'this unit has no such member',
  'last-member': 'nobody would be left to read the reports; let somebody else in first',
  'too-early': 'the present key lasts for more than ten days; --now begins another one today',
  'city-post':
    'this is a post of the whole city (data-protection officer, chief, administrator); only an administrator of the city gives or changes it',
  'founded-already': 'the unit has a key already; "citycop unit add-member" lets somebody in',
  'no-post': 'nobody with this key has a post of the whole city',
  'no-certificate': 'a member has no certificate, so nothing can be sealed to them; let them in again',
}
const recovery: Readonly<Record<string, string>> = {
  custodians: 'this custodian signed already; a signature of one person counts once',
  'no-recovery': 'the unit has no such recovery identity',
  'not-yours': 'this keyfile is no custodian’s of this unit',
  request: 'the request is not signed by three custodians, or the keys are not those that it names',
  'not-published': 'the request does not stand in the log that everybody sees, or its witnesses do not confirm it',
  waiting: 'the wait is not over yet, or too few witnesses have confirmed the log since; try again in a few minutes',
  'cut-short': 'the server wrote a shorter wait into the log than custodians are promised',
  objected: 'somebody of the unit objected',
  done: 'the keys were given out before; they are given out once',
  'too-few': 'fewer than three good shares of one city',
  'other-city': 'the shares are of another city',
  'wrong-secret': 'together the shares are not the recovery identity that was published',
  wrap: 'a key is not the one that the unit’s certificate names',
  'wrap-exchanged': 'a sealed key is not what a member signed: the server put something else in its place',
  'not-a-member': 'the unit’s lead has let nobody in with this key id, or the keys were fetched before that',
}
const administrator: Readonly<Record<string, string>> = {
  'not-the-root': 'this key is not the root of this city, or is its root no more',
  request: 'this is no request that an administrator signed',
  fingerprint: 'the six words are not those of this file: somebody may have changed it on the way',
  'other-city': 'the request was made for another city',
  'root-itself': 'the root key certifies no officers; an administrator has a key of their own',
  expired: 'its last day is over already',
  'named-already': 'this key is administrator already; --replace puts this certificate in the place of the present one',
  'no-administrator': 'no administrator of this city has this key',
  'ended-already': 'this administrator was ended before',
}
const words: Readonly<Record<string, (error: Known) => string>> = {
  count: () => 'a passphrase has twelve words',
  unknown: ({ position }) => `word ${position ?? '?'} is in none of the word lists (English, Italian, Portuguese)`,
  checksum: () => 'these twelve words do not belong together; one of them is probably wrong or in the wrong place',
}
const files: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist`,
  EACCES: (path) => `${path} cannot be used: this user may not`,
  EPERM: (path) => `${path} cannot be used: this user may not`,
  EISDIR: (path) => `${path} is a folder`,
  ENOTDIR: (path) => `${path} stands below a file, not a folder`,
  EEXIST: (path) => `${path} exists already; nothing was overwritten`,
  EROFS: (path) => `${path} cannot be written: the file system is read-only`,
  ENOSPC: (path) => `the disk is full; ${path} could not be written`,
}
const named: Readonly<Record<string, (error: Known) => string>> = {
  Unreachable: () => 'the server does not answer; check --server and the network',
  Unexpected: ({ message }) => `${message}; the server may have another version than this command`,
  WrongWords: (error) => words[error.reason ?? '']?.(error) ?? 'the words are wrong',
  WrongPassphrase: () => 'the passphrase does not open this keyfile',
  Distrusted: ({ why }) => `stopped: ${distrusted[why ?? ''] ?? why}; nothing was sent`,
  Tampered: ({ why }) => `stopped: what the server released does not fit (${why}); nothing is shown`,
  UnitRefused: ({ why }) => `${unit[why ?? ''] ?? why}; nothing was published`,
  AdministratorRefused: ({ why }) => `${administrator[why ?? ''] ?? why}; nothing was signed`,
  RecoveryRefused: ({ why, names = [] }) =>
    `${recovery[why ?? ''] ?? why}${names.length > 0 ? ` (bad: ${names.join(', ')})` : ''}; nothing was done`,
  NoRecipient: () => '--to takes an age recipient, age1…; nothing was asked for and nothing was logged',
  NotPublished: () =>
    'the act is logged, and the log that everybody sees does not have it yet, so no file was made; try again later',
  TooLong: () => 'the text is longer than the largest message',
}

export function explain(error: unknown): Explained {
  if (error instanceof Problem) return { code: error.code, sentence: withLaw(error) }
  if (error instanceof Refused) return { code: error.code, sentence: error.message }
  if (error instanceof Usage) return { code: 'usage', sentence: error.message }
  if (!(error instanceof Error)) return broken('')
  const sentence = named[error.name]?.(error)
  if (sentence) return { code: hyphened(error.name), sentence }
  const { code = '', path } = error as NodeJS.ErrnoException
  const file = path === undefined ? undefined : files[code]?.(path)
  return file ? { code: 'file', sentence: file } : broken(error.stack ?? '')
}

/** A refusal of the policy says under which law. */
const withLaw = ({ message, extra }: Problem): string =>
  typeof extra.law === 'string' ? `${message} (${extra.law})` : message

const hyphened = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

// A defect's message may quote what it choked on, so only the places in our code are shown.
const broken = (stack: string): Explained => ({
  code: 'broken',
  sentence: 'something broke in the command itself; please report where:',
  defect: stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n'),
})
