// `citycop policy check`: a city's policy against the EU floor, before anybody is asked to approve it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Checked, checkPolicy, type Refusal } from '@citycop/floor/check/check-policy.ts'
import { isDay } from '@citycop/protocol/contract/days.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'

export const command: Command = {
  operands: ['DIR|FILE'],
  options: {
    today: { value: 'DAY', says: 'as if it were that day, like 2027-01-31; deviations end' },
  },
  about: `
Checks a city's policy: every parameter against its bound in the EU floor, every choice that is looser than the default for its
reason, view and end, and the Cedar permits for what no city may write. Then the permits are gone through together with the floor, case
by case. Each refusal says the parameter, the value, the bound, the law and what to do; exit code 1 when there is one.

DIR holds policy.json and city.cedar, like pilots/CITY/policy. FILE is one set of parameters, without permits.

  citycop policy check pilots/harbourtown/policy
  citycop policy check draft.json --json`,
  run: check,
}

async function check(given: Given) {
  const [path = ''] = given.operands
  const read = readPolicy(path)
  const today = given.text('today') ?? new Date().toISOString().slice(0, 10)
  if (!isDay(today)) throw new Usage(`"policy check" needs a day like 2027-01-31 after --today`)
  const checked = checkPolicy({ ...read, today })
  return { json: { path, ...checked }, text: say(path, checked, read.cedar !== undefined), failed: !checked.ok }
}

function readPolicy(path: string): { policy: unknown; cedar?: string } {
  if (!statSync(path).isDirectory()) return { policy: readJson(path) }
  const cedar = join(path, 'city.cedar')
  if (!existsSync(cedar))
    throw new Refused(
      'no-permits',
      `${cedar} does not exist; without permits nobody may do anything. A city starts from floor/cedar/base-city.cedar`,
    )
  return { policy: readJson(join(path, 'policy.json')), cedar: readFileSync(cedar, 'utf8') }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new Refused('not-json', `${path} is not JSON: ${error.message}`)
  }
}

function say(path: string, { ok, refusals, notes, cases }: Checked, withPermits: boolean): string {
  const gone = withPermits
    ? `exhaustive over ${cases} cases of who asks for what under which circumstances`
    : 'the parameters alone; no permits were looked at'
  const verdict = ok
    ? `${path} keeps to the floor: ${gone}.`
    : `${path} is refused, for ${refusals.length === 1 ? 'one reason' : `${refusals.length} reasons`}.`
  return [...refusals.map(sayRefusal), ...notes.map(({ where, todo }) => `note: ${where}: ${todo}`), verdict].join('\n')
}

function sayRefusal({ where, param, value, bound, law, todo }: Refusal): string {
  const at = param === undefined || param === where ? where : `${where} ${param}`
  return [
    `refused: ${at}`,
    ...(param === undefined ? [] : [`  is     ${value === undefined ? 'missing' : JSON.stringify(value)}`]),
    ...(bound === undefined ? [] : [`  bound  ${JSON.stringify(bound)}`]),
    ...(law === undefined ? [] : [`  law    ${law}`]),
    `  do     ${todo}`,
  ].join('\n')
}
