// `citycop pilot check`: what is wrong in a pilot's folder, and what is missing before the city may open.
import { join, resolve } from 'node:path'
import { recipientWords } from '@citycop/client/conversation/read-services.ts'
import { checkPolicy } from '@citycop/floor/check/check-policy.ts'
import { contradictions } from '@citycop/protocol/pilots/contradictions.ts'
import { papersFor } from '@citycop/protocol/pilots/example-papers.ts'
import { type GateFacts, type Missing, missingFor } from '@citycop/protocol/pilots/gate.ts'
import type { Pilot } from '@citycop/protocol/pilots/pilot.ts'
import { endingSoon, type There, thereFor } from '@citycop/protocol/pilots/there.ts'
import type { Command, Given, Option } from '../command.ts'
import { checkBasemap } from './check-basemap.ts'
import { languagesOfApps } from './message-languages.ts'
import { pilotsFolder, readPilot } from './pilot-folder.ts'

export const pilotsOption: Option = { value: 'DIR', says: 'the folder of pilots (pilots/ of this checkout)' }

export const command: Command = {
  operands: ['CITY'],
  options: {
    pilots: pilotsOption,
    demo: { says: 'as a demonstration, for which made-up papers count' },
  },
  about: `
Reads pilots/CITY and says what in it contradicts itself or leaves the EU floor, and then what is missing before the city may take in a report: why, under
which law, and what to do. A running server asks the same and refuses reports until nothing is missing; here nobody is asked, so who
holds keys and which version of the policy is approved are as the papers say. Exit code 1 when anything is wrong or missing.
Last, which services gave a key that a text can be sealed to, with the six words to compare with theirs; without one a city may open too.

  citycop pilot check harbourtown
  citycop pilot check harbourtown --demo --json`,
  run: check,
}

async function check(given: Given) {
  const [id = ''] = given.operands
  const typed = given.text('pilots')
  const folder = typed === undefined ? pilotsFolder : resolve(typed)
  const read = readPilot(id, folder)
  const { pilot, policy, cedar, boundary } = read
  const facts = factsFor(given.on('demo'))
  const papers = papersFor(read, facts)
  const checked = checkPolicy({ policy, cedar, today: facts.today })
  const refused = checked.refusals.map(({ where, law, todo }) => `policy: ${where}: ${todo}${law ? ` (${law})` : ''}`)
  const wrong = [
    ...contradictions(pilot, policy, boundary),
    ...(await checkBasemap(join(folder, id), boundary)),
    ...refused,
  ]
  const missing = missingFor(pilot, policy, papers, facts)
  const soon = endingSoon(thereFor(pilot, policy, papers, facts, missing), facts.today)
  const services = await servicesOf(pilot)
  const ready = wrong.length === 0 && missing.length === 0
  return {
    json: { pilot: id, mayOpen: ready, wrong, missing, soon, services, cases: checked.cases, note: papers.note },
    text: [said(pilot, wrong, missing, papers.note), ...soon.map(saidSoon), ...saidServices(services)].join('\n'),
    failed: !ready,
  }
}

const factsFor = (demo: boolean): GateFacts => ({
  demo,
  today: new Date().toISOString().slice(0, 10),
  completeLanguages: languagesOfApps(),
})

const saidSoon = ({ what, of, until }: There): string =>
  `Ends soon: ${what}${of === undefined ? '' : ` (${of})`}, on ${until}. Renew it before.`

type ServiceState = { readonly id: string; readonly words: string | null }

/** Each service of the city, with the six words of its key; null: it gave none. */
const servicesOf = ({ services = [] }: Pilot): Promise<ServiceState[]> =>
  Promise.all(
    services.map(async ({ id, recipient }) => ({
      id,
      words: recipient === undefined ? null : await recipientWords(recipient),
    })),
  )

function saidServices(services: readonly ServiceState[]): string[] {
  const without = services.filter(({ words }) => words === null).map(({ id }) => id)
  return [
    ...services.filter(({ words }) => words !== null).map(({ id, words }) => `Key of the service ${id}: ${words}`),
    ...(without.length === 0
      ? []
      : [
          `Without a key, so that no text can be handed to them: ${without.join(', ')}. How one gives it: pilots/README.md`,
        ]),
  ]
}

function said(pilot: Pilot, wrong: readonly string[], missing: readonly Missing[], note: string | undefined): string {
  const name = pilot.name.en ?? pilot.id
  if (wrong.length + missing.length === 0) return `${name}: nothing is wrong and nothing is missing; it may open.`
  return [
    ...(wrong.length === 0 ? [] : [`${name}: wrong in its folder:`, ...wrong.map((one) => `  ${one}`), '']),
    missing.length === 0 ? `${name}: no paper is missing.` : `${name} may not open yet. Missing: ${missing.length}`,
    ...(note === undefined ? [] : [note]),
    ...missing.flatMap(({ what, of, why, law, todo }, i) => [
      '',
      `${String(i + 1).padStart(3)}  ${what}${of === undefined ? '' : ` (${of})`}: ${why}`,
      `     law    ${law}`,
      `     to do  ${todo}`,
    ]),
  ].join('\n')
}
