// `citycop policy propose`: the next version of a city's policy, refused with every reason when it is not inside the floor.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { proposePolicy } from '@citycop/client/policy/propose-policy.ts'
import { readProposal } from '@citycop/client/policy/read-proposal.ts'
import { readVersions } from '@citycop/client/policy/read-versions.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { PolicyDraft, PolicyText } from '@citycop/protocol/policy/contract.ts'
import type { Command, Outcome } from '../command.ts'
import { cityToday } from '../officers/city-today.ts'
import { dayOf, dayOption } from '../officers/decide.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'
import { Refused } from '../refusal.ts'

export const command: Command = {
  operands: ['DIR|FILE', '[CEDAR]'],
  options: { ...deskOptions, from: dayOption('the day it begins (today)') },
  about: `
Proposes the next version. DIR holds policy.json and city.cedar, like pilots/CITY/policy; or FILE is the parameters and CEDAR the
rules, which stay those of the version before when none are given. Its number becomes the next one. The data-protection officer and
the chief approve it afterwards, never whoever proposed it. Exit code 1 when it is refused, with every reason.
${passphraseNote}

  citycop policy propose pilots/harbourtown/policy --server http://127.0.0.1:8080 \\
    --keyfile data/demo/officers/giulia.age --from 2027-01-31`,
  run: async (given) => {
    const asked = dayOf(given, 'from')
    const files = readFiles(given.operands)
    return atDesk(given, async (desk) => {
      const { versions } = await readVersions(desk.instance)
      const [before] = versions
      const from = asked ?? cityToday(desk.instance.directory.policy)
      const cedar = files.cedar ?? before?.content?.cedar ?? ''
      const proposal = readProposal({ ...files, cedar, from }, (before?.number ?? 0) + 1)
      if (!proposal) throw new Refused('not-json', `${files.path} is not a JSON object`)
      return 'wrong' in proposal ? refused(files.path, proposal.wrong) : propose(desk, files.path, proposal.text)
    })
  },
}

type Files = { readonly path: string; readonly parameters: string; readonly cedar?: string }

function readFiles([path = '', rules]: readonly string[]): Files {
  if (statSync(path).isDirectory())
    return {
      path,
      parameters: readFileSync(join(path, 'policy.json'), 'utf8'),
      cedar: readFileSync(join(path, 'city.cedar'), 'utf8'),
    }
  const parameters = readFileSync(path, 'utf8')
  return { path, parameters, ...(rules === undefined ? {} : { cedar: readFileSync(rules, 'utf8') }) }
}

async function propose(desk: Parameters<typeof proposePolicy>[0], path: string, text: PolicyText): Promise<Outcome> {
  try {
    return proposed(await proposePolicy(desk, text), text.from)
  } catch (error) {
    if (error instanceof Problem && error.code === 'policy-refused') return refused(path, error.detail.split('; '))
    throw error
  }
}

const proposed = ({ number, sha256, cases, notes }: PolicyDraft, from: string): Outcome => ({
  json: { number, sha256, from, cases, notes },
  text: [
    `Proposed: version ${number}, from ${from}, ${sha256}`,
    `The check compared ${cases} cases. The data-protection officer and the chief decide.`,
    ...notes.map((note) => `note: ${note}`),
  ].join('\n'),
})

const refused = (path: string, reasons: readonly string[]): Outcome => ({
  json: { refused: reasons },
  text: [`${path} is refused:`, ...reasons.map((reason) => `  ${reason}`)].join('\n'),
  failed: true,
})
