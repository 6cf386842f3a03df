// Reports that belong to one another, as the notes say it.
import type { OpenedNote } from './read-notes.ts'
import type { Link } from './report.ts'

/** Of each report that was ever named, what the newest note says. */
export function linksOf({ notes }: { readonly notes: readonly OpenedNote[] }): Link[] {
  const newest = new Map<string, Link>()
  for (const { link, refused } of notes) if (link && !refused) newest.set(link.ref, link)
  return [...newest.values()].filter((one) => one.on)
}
