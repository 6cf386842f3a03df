// `citycop pilot new`: a folder for another city, which passes every check but for its papers.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseBoundary, parseCityPolicy, parseDemoPeople, parsePilot } from '@citycop/protocol/pilots/folder-files.ts'
import type { ByLanguage } from '@citycop/protocol/pilots/pilot.ts'
import { unwritten } from '@citycop/protocol/pilots/pilot-texts.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { pilotsOption } from './check.ts'
import { pilotsFolder, readJson, template } from './pilot-folder.ts'

export const command: Command = {
  operands: ['NAME'],
  options: {
    country: { value: 'XX', says: 'the member state, two capital letters (BE)' },
    languages: { value: 'xx,yy', says: 'the languages people are spoken to in, two letters each (en)' },
    'time-zone': { value: 'ZONE', says: 'in whose days the city counts (Europe/Brussels)' },
    pilots: pilotsOption,
  },
  about: `
Makes pilots/NAME: units, kinds of report, texts, a policy inside the EU floor, and papers of which none is signed. Every text that
somebody must write begins with "${unwritten.trim()}". "citycop pilot check NAME" then says what is missing; "npm start -- --pilot NAME"
shows the city as a demonstration.

  citycop pilot new harbourtown --country IT --languages it,en --time-zone Europe/Rome`,
  run: make,
}

type Plan = {
  readonly id: string
  readonly country: string
  readonly languages: readonly string[]
  readonly zone: string
  readonly folder: string
}

async function make(given: Given) {
  const plan = planOf(given)
  const place = join(plan.folder, plan.id)
  if (existsSync(place)) throw new Refused('exists', `${place} is there already; nothing was overwritten`)
  mkdirSync(plan.folder, { recursive: true })
  const fresh = mkdtempSync(join(plan.folder, '.new-'))
  try {
    fill(fresh, plan)
    renameSync(fresh, place) // whole or not at all
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    throw error
  }
  const todo = [
    `Now write its texts, units and laws in ${join(place, 'pilot.json')},`,
    `draw its boundary, look through ${join(place, 'policy/policy.json')}, and ask:`,
    '',
    `  citycop pilot check ${plan.id}${plan.folder === pilotsFolder ? '' : ` --pilots ${plan.folder}`}`,
  ]
  return { json: { pilot: plan.id, folder: place }, text: [`Made ${place}.`, ...todo].join('\n') }
}

function planOf(given: Given): Plan {
  const [id = ''] = given.operands
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) throw new Usage('NAME takes small letters, digits and hyphens')
  if ([template, 'default'].includes(id)) throw new Usage(`a city cannot be called "${id}"`)
  const country = given.text('country') ?? 'BE'
  if (!/^[A-Z]{2}$/.test(country)) throw new Usage('--country takes two capital letters, like IT')
  const languages = [...new Set((given.text('languages') ?? 'en').split(','))]
  if (!languages.every((one) => /^[a-z]{2}$/.test(one)))
    throw new Usage('--languages takes two letters each, like it,en')
  const zone = given.text('time-zone') ?? 'Europe/Brussels'
  if (!isZone(zone)) throw new Usage('--time-zone takes a name like Europe/Rome')
  const typed = given.text('pilots')
  return { id, country, languages, zone, folder: typed === undefined ? pilotsFolder : resolve(typed) }
}

function isZone(zone: string): boolean {
  try {
    return zone.includes('/') && new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== ''
  } catch {
    return false
  }
}

function fill(fresh: string, { id, country, languages, zone }: Plan): void {
  const from = join(pilotsFolder, template)
  cpSync(from, fresh, { recursive: true })
  const write = (file: string, value: unknown) =>
    writeFileSync(join(fresh, file), `${JSON.stringify(spoken(value, languages), null, 2)}\n`)
  const pilot = readJson(join(from, 'pilot.json'), parsePilot)
  write('pilot.json', { ...pilot, id, name: { en: titleOf(id) }, country, languages })
  write(pilot.boundary, readJson(join(from, pilot.boundary), parseBoundary))
  write('demo.json', readJson(join(from, 'demo.json'), parseDemoPeople))
  const policy = readJson(join(from, 'policy/policy.json'), parseCityPolicy)
  const lea = { id, name: `Police of ${titleOf(id)} (proposal)`, memberState: country }
  const service = policy.service && { ...policy.service, time_zone: zone }
  write('policy/policy.json', { ...policy, lea, languages, service })
}

const titleOf = (id: string): string =>
  id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')

/** Each text that the template has in English, in these languages instead: in others than English it is to be written. */
function spoken(value: unknown, languages: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => spoken(one, languages))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [only] = entries
  if (only?.[0] !== 'en' || entries.length > 1 || typeof only[1] !== 'string')
    return Object.fromEntries(entries.map(([key, one]) => [key, spoken(one, languages)]))
  return Object.fromEntries(languages.map((one) => [one, textIn(one, only[1] as string)])) satisfies ByLanguage
}

const textIn = (language: string, english: string): string =>
  language === 'en' || english.startsWith(unwritten) ? english : unwritten + english
