// Whether the city may take reports in, and of which kinds: asked before every intake, worked out anew when the day, the version of
// the policy or the keys are other ones than before.
import { papersFor } from '@citycop/protocol/pilots/example-papers.ts'
import { type Missing, missingFor } from '@citycop/protocol/pilots/gate.ts'
import type { PublicAnswers } from '@citycop/protocol/pilots/public-answers.ts'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import type { PublicServices } from '@citycop/protocol/pilots/public-services.ts'
import { type There, thereFor } from '@citycop/protocol/pilots/there.ts'
import { type Group, groupOf } from '@citycop/protocol/reports/categories.ts'
import type { Clock } from '../platform/clock.ts'
import type { Versions } from '../policy/versions.ts'
import { languagesOfApps } from './message-languages.ts'
import type { Basemap } from './read-basemap.ts'
import type { PilotFiles } from './read-pilot.ts'

type Epoch = { readonly unit: string; readonly epoch: number; readonly members: readonly unknown[] }
type Asked = {
  readonly demo: boolean
  readonly versions: Versions
  readonly clock: Clock
  /** The directory's, oldest first. */
  readonly epochs: () => readonly Epoch[]
}
export type Gate = {
  /** Nothing is missing. */
  passes(): boolean
  missing(): readonly Missing[]
  /** Whether any kind of report that this city receives is of this group: all that the server can see of a kind (J5). */
  receives(group: Group): boolean
  /** For everybody; undefined without a pilot. */
  shown(): PublicPilot | undefined
  /** Texts of the city with which an officer may begin an answer. */
  answers(): PublicAnswers['answers']
  /** Who else may help, for officers who point to it. */
  services(): PublicServices['services']
  /** The city's street map, where the operator put one there. */
  basemap(): Basemap | undefined
}

/** `files` undefined: nothing is known of this city, so nothing is taken in. */
export function makeGate(files: PilotFiles | undefined, asked: Asked): Gate {
  if (!files) return { ...noGate, passes: () => false, receives: () => false }
  const { pilot } = files
  const completeLanguages = asked.demo ? [] : languagesOfApps() // a demo opens before everything is translated
  const groups = new Set<Group>(pilot.categories.map(({ id }) => groupOf[id]))
  let known: { readonly at: string; readonly found: Found } | undefined
  const found = () => {
    const at = [asked.clock.today(), asked.versions.inForce()?.number, asked.epochs().length].join()
    if (known?.at !== at) known = { at, found: workOut(files, asked, completeLanguages) }
    return known.found
  }
  return {
    missing: () => found().missing,
    passes: () => found().missing.length === 0,
    receives: (group) => groups.has(group),
    shown: () => publicPart(files, found()),
    answers: () => pilot.answers ?? [],
    services: () => pilot.services ?? [],
    basemap: () => files.basemap,
  }
}

/** For a test's town, which brings no pilot: the policy in force alone decides. */
export const noGate: Gate = {
  passes: () => true,
  missing: () => [],
  receives: () => true,
  shown: () => undefined,
  answers: () => [],
  services: () => [],
  basemap: () => undefined,
}

type Found = { readonly missing: readonly Missing[]; readonly there: readonly There[] }

function workOut(
  files: PilotFiles,
  { demo, versions, clock, epochs }: Asked,
  completeLanguages: readonly string[],
): Found {
  const { pilot } = files
  const [version, today] = [versions.inForce(), clock.today()]
  const policy = version?.content.policy
  const papers = policy ? papersFor({ ...files, policy }, { demo, today }) : files.papers
  const facts = {
    demo,
    today,
    completeLanguages,
    keysHeldBy: Object.fromEntries(pilot.units.map(({ id }) => [id, holdersOf(id, epochs())])),
    policyPublished: policy !== undefined,
    ...(version ? { policySince: version.startsOn } : {}),
  }
  const missing = missingFor(pilot, policy, papers, facts)
  return { missing, there: thereFor(pilot, policy, papers, facts, missing) }
}

/** Of the newest epoch: who held the keys of an earlier one opens no new report. */
function holdersOf(unit: string, epochs: readonly Epoch[]): number {
  const newest = epochs
    .filter((one) => one.unit === unit)
    .reduce<Epoch | undefined>((found, one) => (found && found.epoch > one.epoch ? found : one), undefined)
  return newest?.members.length ?? 0
}

function publicPart({ pilot, boundary, basemap }: PilotFiles, { missing, there }: Found): PublicPilot {
  const { id, name, languages, units, categories, elsewhere, texts, emergency, helplines, opens } = pilot
  return {
    v: 1,
    id,
    name,
    languages,
    units: units.map(({ id, title, hours, phone }) => ({ id, title, hours, ...(phone ? { phone } : {}) })),
    categories,
    elsewhere,
    texts,
    emergency,
    helplines,
    ...(opens ? { opens } : {}),
    boundary,
    ...(basemap ? { basemap: { bytes: basemap.body.length, sha256: basemap.sha256 } } : {}),
    open: missing.length === 0,
    missing: missing.map(({ what, of }) => ({ what, ...(of === undefined ? {} : { of }) })),
    there: [...there],
  }
}
