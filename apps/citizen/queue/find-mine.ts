// Which of the sealed reports on this phone is the one that these words belong to: each says whose it is, to nobody but the words.
import type { KeptNote } from '@citycop/client/reports/kept-report.ts'
import { readKept, readNotes } from './keep.ts'

/** Undefined: none, or this browser keeps nothing. What has ended holds nothing any more that could tell. */
export async function findMine(mailboxPk: string): Promise<KeptNote | undefined> {
  if (!('indexedDB' in globalThis)) return undefined
  for (const note of await readNotes().catch(() => [])) {
    const kept = note.ended ? undefined : await readKept(note.id).catch(() => undefined)
    if (kept?.request.mailboxPk === mailboxPk) return note
  }
  return undefined
}
