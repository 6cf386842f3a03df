// One line of a condition: which category, unit or language it is about, and what there is of it.
import type { GateItem } from '@citycop/protocol/pilots/gate.ts'
import type { There } from '@citycop/protocol/pilots/there.ts'
import type { Category } from '@citycop/protocol/reports/categories.ts'
import { sayShortDay } from '@citycop/ui/dates.ts'
import type { Language } from '@citycop/ui/languages.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { languageName } from '../reports/language-name.ts'
import { sayCategory } from '../reports/report-words.ts'
import { unitTitle } from '../ui-parts/unit-title.ts'
import type { City } from '../worker/commands.ts'
import type { Entry } from './checklist.ts'
import { sayRoles } from './pilot-words.ts'

export function sayEntry(city: City, what: GateItem, { of, there }: Entry, language: Language): string {
  const about = of === undefined ? '' : sayAbout(city, what, of, language)
  const had = there ? sayThere(city, there, language) : ''
  return about && had ? say('desk-pilot.about', { about, had }) : about || had
}

function sayAbout(city: City, what: GateItem, of: string, language: Language): string {
  if (what === 'legal-basis') return sayCategory(of as Category)
  if (what === 'unit-keys') return unitTitle(city, of, language)
  if (what === 'languages') return languageName(of, language)
  return sayShortDay(of, language)
}

/** What there is of it: the day, the last day, who, how many. */
function sayThere(
  { demo }: City,
  { what, on, until, by, version, people, needed, name }: There,
  language: Language,
): string {
  const day = on === undefined ? '' : sayShortDay(on, language)
  if (what === 'policy')
    return say('desk-pilot.policy-there', { version: version ?? '', day, roles: sayRoles(by ?? [], language) })
  if (what === 'unit-keys') return say('desk-pilot.keys-there', { people: people ?? 0 })
  if (what === 'languages') return say(demo ? 'desk-pilot.language-demo' : 'desk-pilot.language-there')
  if (what === 'training')
    return say('desk-pilot.training-there', {
      people: people ?? 0,
      needed: needed ?? 0,
      day,
      until: sayShortDay(until ?? '', language),
    })
  if (what === 'opening-day') return ''
  if (name !== undefined) return name
  return until === undefined
    ? say('desk-pilot.paper-of', { day })
    : say('desk-pilot.paper-until', { day, until: sayShortDay(until, language) })
}
