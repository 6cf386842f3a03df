// Checks of a data folder: can it be used, do its keys belong together, can anybody else read them.
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'
import { type Check, check } from './check.ts'

const enough = 200_000_000
const comfortable = 1_000_000_000

export const pinsIn = (data: string): Pins | undefined => {
  const file = join(data, 'instance/pins.json')
  return existsSync(file) ? parsePayload(pinsSchema, readFileSync(file)) : undefined
}

export const checkFolder = (data: string): Promise<Check[]> =>
  Promise.all([
    check('data folder', `choose another folder with --data, or chown -R "$USER" ${data}`, () => writable(data)),
    check('free space', `free some space on the disk of ${data}`, () => space(data)),
    check('instance keys', `citycop instance init --data ${data}, or restore ${data}/instance`, () => keysFit(data)),
    check('key files', modesMend(data), () => modes(data)),
    check('offline keys', `move them to a disk that is not the server's`, () => noOfflineKeys(data)),
  ])

function writable(data: string): string {
  accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK)
  const probe = join(data, `.doctor-${process.pid}`)
  writeFileSync(probe, '') // root may write anywhere but on a read-only disk
  rmSync(probe)
  return `${data} can be written`
}

function space(data: string) {
  const { bavail, bsize } = statfsSync(data)
  const free = `${Math.floor((bavail * bsize) / 1_000_000)} MB free`
  if (bavail * bsize < enough) throw new Error(`only ${free}; ${enough / 1_000_000} MB are needed to start`)
  return bavail * bsize < comfortable ? { warn: free } : free
}

function keysFit(data: string): string {
  const folder = join(data, 'instance')
  const pins = pinsIn(data)
  if (!pins) throw new Error(`${folder}/pins.json is missing or malformed`)
  const root = certify(pins, nobody(), readEnvelope(join(folder, 'root.json')))
  if (root?.what !== 'root') throw new Error('root.json is not signed by the root that pins.json names')
  const { logKey, suite, demo, acceptPk } = root.certificate
  if (logKey !== pins.logKey || suite !== pins.suite || demo !== pins.demo)
    throw new Error('pins.json and root.json name different logs, suites or kinds of city')
  const [logPk, ownPk] = ['log.key', 'accept.key'].map((name) => publicKeyOf(readSeed(join(folder, name))))
  const [name = ''] = pins.logKey.split('+')
  if (logKeyLine(name, fromBase64(logPk ?? '')) !== pins.logKey)
    throw new Error('log.key is not the key pins.json names')
  if (ownPk !== acceptPk) throw new Error('accept.key is not the key the root certificate names')
  return `${pins.instance} (${suite}${demo ? ', demo' : ''}): pins, root certificate and online keys belong together`
}

function readEnvelope(file: string): Envelope {
  const found = parsePayload(envelope, readFileSync(file))
  if (!found) throw new Error(`${file} is malformed`)
  return found
}

const readSeed = (file: string): Uint8Array => fromBase64(readFileSync(file, 'utf8').trim())

const secrets = (data: string): string[] =>
  [
    'instance',
    'instance/*.key',
    'demo',
    'demo/officers',
    'demo/*.*',
    'demo/passphrase',
    'demo/officers/*.age',
    'demo/custodians',
    'demo/custodians/**',
    'demo/services',
    'demo/services/*.key',
  ].flatMap((pattern) => globSync(pattern, { cwd: data }).map((path) => join(data, path)))

const modesMend = (data: string) => `chmod -R go-rwx ${join(data, 'instance')} ${join(data, 'demo')}`

function modes(data: string) {
  if (process.platform === 'win32') return { warn: 'Windows keeps no modes; look at the folder’s permissions by hand' }
  const files = secrets(data)
  const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0).map((file) => relative(data, file))
  if (open.length > 0) throw new Error(`others can read ${open.join(', ')}`)
  return `${files.length} files and folders are closed to others`
}

// The server reads DATA/instance; a root or administrator key beside it undoes the whole point of keeping them apart.
function noOfflineKeys(data: string): string {
  if (pinsIn(data)?.demo) return 'a demo keeps them in DATA/demo'
  const found = globSync('**/{root,admin}.key', { cwd: data, exclude: ['postgres/**', 'blobs/**'] })
  if (found.length > 0) throw new Error(`${found.join(', ')} must not lie on the server`)
  return 'no root or administrator key lies in the data folder'
}
