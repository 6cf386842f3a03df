// `citycop demo`: holds the demo people's keys in a process of its own, outside what the server reads (J26).
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connect, type Instance, type Memory, type Seen } from '@citycop/client/keys/connect.ts'
import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import { type Desk, signIn, signOut } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { isLoopback, originOf, pinsFromFile } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { type DemoCity, demoCity } from '../demo-city.ts'
import { Refused } from '../refusal.ts'
import { type DemoPeople, demoPeople } from './demo-people.ts'
import { harbourStories } from './harbour-stories.ts'
import { homeStories } from './home-stories.ts'
import { nameOfficers } from './name-officers.ts'
import { publishCity } from './publish-city.ts'
import { publishCustody } from './publish-custody.ts'
import { publishPolicy } from './publish-policy.ts'
import type { Story } from './story.ts'
import { type Cast, statusOfTold, tellStory } from './tell-story.ts'
import { type Notebook, notebook } from './told.ts'

export const command: Command = {
  options: {
    server: { value: 'URL', says: 'the demo’s server, on this machine', required: true },
    data: { value: 'DIR', says: 'the data folder that "citycop instance init --demo" filled', required: true },
  },
  about: `
Brings a demo city to life: publishes its administrator, officers and units' keys, says that they are in use, and, in a city
without reports, makes a dozen in different states through the public API. Run again, it only renews keys that are about to end.
Only for a root that says demo, and only on this machine. The citizens' twelve words go to DIR/demo/reports.json.

  citycop demo --server http://127.0.0.1:8080 --data data`,
  run: demo,
}

async function demo(given: Given) {
  const origin = originOf(given.need('server'))
  const data = resolve(given.need('data'))
  const pins = refuseUnlessDemo(origin, data)
  const city = demoCity(pins.instance)
  const people = demoPeople(data)
  const memory = inProcess()
  const today = new Date().toISOString().slice(0, 10)
  const published = await publishCity(await connect(origin, { pins, memory }), people, today)
  if (published > 0) given.show(`demo: ${published} certificates published`)
  const before = await connect(origin, { pins, memory })
  const signing = openDesks(before, people)
  if (await publishPolicy({ instance: before, city, desk: signing.desk })) given.show('demo: the policy is approved')
  await signing.close()
  if (await publishCustody(await connect(origin, { pins, memory }), people, data, today))
    given.show('demo: five custodians hold the recovery shares of each unit')
  const instance = await connect(origin, { pins, memory })
  const desks = openDesks(instance, people)
  for (const { officers } of city.units) {
    // Says that the unit's key is in use, and seals it to the recovery identity.
    await wrapMissing(await desks.desk(officers[0]), today)
  }
  const told = await tellAll({ instance, city, desk: desks.desk }, notebook(data), given)
  if (told > 0) await nameOfficers({ city, desk: desks.desk }, today)
  await desks.close()
  const text =
    told === 0
      ? 'demo: the city is as it was'
      : `demo: ${told} reports made; their twelve words are in ${join(data, 'demo/reports.json')}`
  return { json: { published, reports: told }, text }
}

function refuseUnlessDemo(origin: string, data: string): Pins {
  if (!isLoopback(origin)) throw new Refused('not-loopback', 'a demo is only for a server on this machine')
  const pins = pinsFromFile(join(data, 'instance/pins.json'))
  if (!pins.demo) throw new Refused('not-a-demo', `the city in ${data} is no demo; its people publish their own keys`)
  if (!existsSync(join(data, 'demo'))) throw new Refused('not-a-demo', `${data}/demo is missing; its keys are lost`)
  return pins
}

function openDesks(instance: Instance, people: DemoPeople) {
  const open = new Map<string, Promise<Desk>>()
  const desk = (name: string): Promise<Desk> => {
    const known = open.get(name) ?? people.officer(name).then((keys) => signIn(instance, keys))
    open.set(name, known)
    return known
  }
  const close = async () => {
    for (const one of open.values()) await signOut(await one).catch(() => {}) // sessions end by themselves too
  }
  return { desk, close }
}

/** How many stories were told. None in a city that people already use. */
async function tellAll(cast: Cast, notes: Notebook, given: Given): Promise<number> {
  const { instance, city } = cast
  const stories = storiesFor(city)
  const empty = await isEmpty(cast)
  if (empty) notes.clear()
  else if (notes.all().length === 0) return 0
  for (const begun of notes.all().filter((told) => told.status === undefined)) {
    const status = await statusOfTold(instance, begun)
    if (status !== undefined) notes.keep({ ...begun, status })
  }
  const missing = stories.filter(({ id }) => !notes.all().some((told) => told.id === id && told.status !== undefined))
  for (const [i, story] of missing.entries()) {
    const status = await tellStory(cast, story, notes)
    given.show(`demo: report ${i + 1} of ${missing.length}, ${story.category}: ${status}`)
  }
  return missing.length
}

/** What this city receives, in a language that is spoken there. */
export const storiesFor = ({ receives, languages }: Pick<DemoCity, 'receives' | 'languages'>): Story[] =>
  [...homeStories, ...harbourStories].filter(
    ({ category, language }) => receives.includes(category) && languages.includes(language),
  )

async function isEmpty({ city, desk }: Cast): Promise<boolean> {
  for (const { id, officers } of city.units.filter(({ serves }) => serves.length > 0)) {
    const { reports } = await listReports(await desk(officers[0]), { unit: id })
    if (reports.length > 0) return false
  }
  return true
}

// A demo whose database was thrown away begins again under the same keys; a memory on disk would call that a set-back.
function inProcess(): Memory {
  let kept: Seen | undefined
  return {
    read: () => kept,
    write: (seen) => {
      kept = seen
    },
  }
}
