// `citycop instance init`: the keys of a new city, each where it belongs.
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { requestWords } from '@citycop/client/keys/member-request.ts'
import { askToAdminister } from '@citycop/client/keys/name-administrator.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { type Suite, suite as suiteSchema } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Command, Given } from '../command.ts'
import { drawWitnesses, policyOf, witnessesIn } from '../demo/demo-witnesses.ts'
import { type DrawnServices, drawServices } from '../demo/draw-services.ts'
import { demoCity } from '../demo-city.ts'
import { sixWords } from '../drawn-passphrase.ts'
import { defaultPilot } from '../pilots/pilot-folder.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { type CityKeys, drawKeys } from './draw-keys.ts'
import { type Files, refuseExisting, spellJson, spellSeed, writeFolder } from './key-files.ts'
import { sealSeed } from './sealed-seed.ts'

export const command: Command = {
  options: {
    data: { value: 'DIR', says: 'the data folder of the server; the keys go to DIR/instance', required: true },
    suite: {
      value: suiteSchema.options.join('|'),
      says: 'hybrid post-quantum sealing, or X25519 alone for old tools (pq)',
    },
    instance: {
      value: 'NAME',
      says: 'the city’s short name: small letters, digits, hyphens; in a demo the pilot’s (that of pilots/default)',
    },
    'witness-policy': {
      value: 'FILE',
      says: 'whose cosignatures the log asks for: C2SP policy lines without the log’s own (nobody’s, if left out)',
    },
    demo: { says: 'a demo city: its people’s keys go to DIR/demo, every screen says demo, only loopback serves it' },
    offline: { value: 'DIR', says: 'where the keys go that must never lie on the server; needed unless --demo' },
  },
  about: `
Draws the keys of a new city. The server gets pins.json (what every device trusts), root.json (the root certificate) and the two
seeds that sign the log and receipts; it gets no key that opens a report. Nothing that exists is overwritten.

  citycop instance init --data data --demo
  citycop instance init --data /srv/citycop --instance harbourtown --offline /media/stick/harbourtown`,
  run: init,
}

async function init(given: Given) {
  const plan = planOf(given)
  refuseExisting(plan.instance, 'a city')
  if (plan.offline !== undefined) refuseExisting(plan.offline, 'something')
  const drawn = await drawKeys(plan.name, plan.suite, plan.offline === undefined)
  // As root, PostgreSQL runs as somebody else, who must get through the data folder to its own.
  mkdirSync(plan.data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const services = plan.offline === undefined ? await drawServices(plan.name) : undefined
  if (services) await writeDemo(plan.data, drawn, services)
  const keys = withPolicy(drawn, await policyFor(plan, drawn.pins.logKey))
  if (plan.offline !== undefined) writeFolder(plan.offline, await offlineFiles(keys))
  writeFolder(plan.instance, onlineFiles(keys, services)) // last: from here on the city exists
  const words = await fingerprint(keys.pins.rootPk)
  const administrator = plan.offline === undefined ? undefined : await requestWords(requestOf(keys))
  return {
    json: {
      instance: plan.name,
      suite: plan.suite,
      demo: keys.pins.demo,
      fingerprint: words,
      ...(administrator === undefined ? {} : { administrator }),
      pins: join(plan.instance, 'pins.json'),
    },
    text: said(plan, words, administrator),
  }
}

type Plan = {
  data: string
  instance: string
  name: string
  suite: Suite
  offline: string | undefined
  policy: string | undefined
}

const withPolicy = (keys: CityKeys, witnessPolicy: string | undefined): CityKeys =>
  witnessPolicy === undefined ? keys : { ...keys, pins: { ...keys.pins, witnessPolicy } }

async function policyFor({ data, offline, policy }: Plan, logKey: string): Promise<string | undefined> {
  if (offline === undefined) return policyOf(logKey, await drawWitnesses(witnessesIn(data)))
  return policy === undefined ? undefined : `log ${logKey}\n${policy}`
}

function planOf(given: Given): Plan {
  const demo = given.on('demo')
  const name = given.text('instance') ?? (demo ? defaultPilot() : undefined)
  if (name === undefined)
    throw new Usage(
      'a city that is no demo needs a name: --instance NAME, and --offline DIR for the keys the server must not have',
    )
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) throw new Usage('--instance takes small letters, digits and hyphens')
  if (demo) demoCity(name) // a demo is played by a pilot's people
  const suite = suiteSchema.options.find((one) => one === (given.text('suite') ?? 'pq'))
  if (!suite) throw new Usage('--suite is pq or classic')
  const typed = given.text('offline')
  if (demo && typed !== undefined) throw new Usage('a demo keeps its keys in DATA/demo; --offline is for a real city')
  if (!demo && typed === undefined)
    throw new Usage(
      'name a folder that is not on the server with --offline DIR: the root and administrator keys go there',
    )
  const data = resolve(given.need('data'))
  const offline = typed === undefined ? undefined : resolve(typed)
  if (offline !== undefined && `${offline}/`.startsWith(`${data}/`))
    throw new Refused('offline-inside', '--offline must not lie inside --data: the server could read it')
  const policy = readPolicy(given.text('witness-policy'), demo)
  return { data, instance: join(data, 'instance'), name, suite, offline, policy }
}

function readPolicy(file: string | undefined, demo: boolean): string | undefined {
  if (file === undefined) return undefined
  if (demo) throw new Usage('a demo brings its own witnesses; --witness-policy is for a real city')
  const text = readFileSync(resolve(file), 'utf8')
  try {
    parsePolicy(text)
    return text
  } catch (error) {
    throw new Refused('bad-policy', `${file}: ${(error as Error).message}`)
  }
}

const onlineFiles = ({ pins, root, online }: CityKeys, services?: DrawnServices): Files => ({
  'pins.json': spellJson(pins),
  'root.json': spellJson(root),
  'log.key': spellSeed(online.log),
  'accept.key': spellSeed(online.accept),
  ...(services ? { 'services.json': spellJson(services.keys) } : {}),
})
/** The root's, the lead's and the watchdog's keys are keyfiles, and the words of each another file: the two go to their holder by two ways. */
const offlineFiles = async ({ pins, root, offline }: CityKeys): Promise<Files> => {
  const [roots, own, watchdogs] = [await sixWords(), await sixWords(), await sixWords()]
  return {
    'root.key': await sealSeed(pins, offline.root, roots, 'root'),
    'root.words': `${roots}\n`,
    'admin.key': await sealSeed(pins, offline.admin, own),
    'admin.words': `${own}\n`,
    'admin.key.request.json': spellJson(requestOf({ pins, offline })),
    'watchdog.age': await makeKeyfile(offline.watchdog, watchdogs),
    'watchdog.words': `${watchdogs}\n`,
    'pins.json': spellJson(pins),
    'root.json': spellJson(root),
  }
}

const requestOf = ({ pins, offline }: Pick<CityKeys, 'pins' | 'offline'>) =>
  askToAdminister(pins, 'administrator', offline.admin)

async function writeDemo(data: string, keys: CityKeys, services: DrawnServices): Promise<void> {
  const folder = join(data, 'demo')
  // Left by an init that was killed between two folders: no city was ever made with these keys.
  if (existsSync(folder)) renameSync(folder, join(data, `demo-without-city-${Date.now()}`))
  const passphrase = await sixWords()
  const { offline } = keys
  const admin = await sealSeed(keys.pins, offline.admin, passphrase)
  const own = { 'root.key': await sealSeed(keys.pins, offline.root, passphrase, 'root'), 'admin.key': admin }
  const officers = await demoKeyfiles(keys.pins, passphrase)
  writeFolder(folder, {
    ...own,
    'watchdog.age': await makeKeyfile(offline.watchdog, passphrase),
    passphrase: `${passphrase}\n`,
    ...officers,
    ...services.secret,
  })
}

async function demoKeyfiles(pins: Pins, passphrase: string): Promise<Files> {
  const files: Record<string, Uint8Array> = {}
  for (const { name } of demoCity(pins.instance).officers)
    files[`officers/${name}.age`] = await makeKeyfile(newOfficer(pins, name), passphrase)
  return files
}

const said = ({ name, suite, instance, offline, data }: Plan, words: string, administrator = ''): string =>
  [
    `The city "${name}" (${suite}) begins. Its key, in six words, for posters and for --pin:`,
    '',
    `  ${words}`,
    '',
    `For the server: ${instance}`,
    ...(offline === undefined
      ? [
          `The demo's people: ${join(data, 'demo')} (officers/NAME.age open with the words in passphrase; services/ID.key are the other services)`,
          'Next: npm start',
        ]
      : [
          `Not for the server: ${offline}`,
          '  root.key      signs administrators; root.words opens it. Keep two copies of each, offline, files and words in different places;',
          '                without both no key can be renewed.',
          '  admin.key     signs officers and their units. It belongs to the unit lead, on a machine of their own; admin.words opens it.',
          '  admin.key.request.json asks the root to name that key. Its six words, for "citycop root name-administrator":',
          '',
          `  ${administrator}`,
          '',
          '  watchdog.age  belongs to the watchdog alone; watchdog.words opens it. Hand files and words over by two ways, then delete them here.',
          'Give pins.json to everybody who must know this city, on paper or in person.',
        ]),
  ].join('\n')
