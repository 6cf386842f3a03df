// `citycop policy show`: the versions, the one in force, and what a proposed one would change.
import { draftText } from '@citycop/client/policy/draft-text.ts'
import { readDraft } from '@citycop/client/policy/propose-policy.ts'
import { type ReadPolicies, type ReadVersion, readVersions } from '@citycop/client/policy/read-versions.ts'
import { floor } from '@citycop/floor/floor.ts'
import type { PolicyDraft, PolicyText } from '@citycop/protocol/policy/contract.ts'
import { type Difference, differencesOf } from '@citycop/protocol/policy/differences.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'

export const command: Command = {
  options: deskOptions,
  about: `
Shows the published versions of the city's policy, checked against the hashes that stand in the public log, and the proposed version:
its hash, its approvals, and every parameter that it changes. For who may propose or approve; everybody reads what is published at
/policy/CITY.
${passphraseNote}

  citycop policy show --server http://127.0.0.1:8080 --keyfile data/demo/officers/elena.age`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const [policies, draft] = await Promise.all([readVersions(desk.instance), readDraft(desk)])
      const proposed = draft && proposal(draft, policies.versions[0]?.content)
      return {
        json: {
          inForce: policies.inForce,
          fits: policies.fits,
          versions: policies.versions.map(({ content, ...version }) => ({ ...version, fits: content !== undefined })),
          ...(proposed ? { draft: proposed } : {}),
        },
        text: [
          ...saidVersions(policies),
          ...(proposed ? ['', ...saidDraft(proposed)] : ['No version is proposed.']),
        ].join('\n'),
        failed: !policies.fits,
      }
    }),
}

function proposal(draft: PolicyDraft, before: PolicyText | undefined) {
  const { number, sha256, proposedOn, approvals, notes, cases } = draft
  const content = draftText(draft)
  return {
    number,
    sha256,
    from: content.from,
    proposedOn,
    approvals: approvals.map(({ role }) => role),
    notes,
    cases,
    differences: before ? differencesOf(before.policy, content.policy, floor) : [],
    rulesChange: before !== undefined && before.cedar !== content.cedar,
  }
}

function saidVersions({ versions, inForce, fits }: ReadPolicies): string[] {
  return [
    ...(versions.length === 0 ? ['No version has been approved yet.'] : []),
    ...versions.map((version) => saidVersion(version, inForce)),
    ...(fits ? [] : ['WARNING: the terms in the directory are not those of the version in force.']),
  ]
}

const saidVersion = ({ number, from, index, sha256, content }: ReadVersion, inForce: number): string =>
  `Version ${number}${number === inForce ? ', in force' : ''}: from ${from}, entry ${index} of the log, ${sha256}${
    content ? '' : ' – WARNING: its text is not the one with this hash'
  }`

function saidDraft(draft: ReturnType<typeof proposal>): string[] {
  const { number, from, sha256, proposedOn, approvals, notes, cases, differences, rulesChange } = draft
  return [
    `Proposed on ${proposedOn}: version ${number}, from ${from}, ${sha256}`,
    `Approved by: ${approvals.length === 0 ? 'nobody yet' : approvals.join(', ')}. The check compared ${cases} cases.`,
    ...notes.map((note) => `note: ${note}`),
    ...differences.map(saidDifference),
    ...(rulesChange ? ['The Cedar rules change.'] : []),
  ]
}

function saidDifference({ param, id, from, to, stricter, reachesOld }: Difference): string {
  const strictness = stricter === undefined ? '' : stricter ? ', stricter' : ', looser'
  const reach = reachesOld ? '' : ', for new reports only'
  return `  ${param}${id === undefined ? '' : ` (${id})`}: ${JSON.stringify(from)} to ${JSON.stringify(to)}${strictness}${reach}`
}
