// Which of the chosen files may come along, and why the others may not.
import type { FileLook, FileToSeal } from '../worker/commands.ts'

export const mostFiles = 30
export const mostBytes = 100 * 1024 * 1024

/** `look`: what the Worker found in it; not there while it is looked at. `keep`: the original goes, with its place and time. */
export type Chosen = {
  readonly id: number
  readonly file: File
  readonly keep: boolean
  readonly look?: FileLook | 'failed'
}
export type Refused = { name: string; why: 'too-large' | 'too-many' | 'empty' }

export function attach(held: readonly Chosen[], chosen: readonly File[]): { files: Chosen[]; refused: Refused[] } {
  const files = [...held]
  const refused: Refused[] = []
  let id = Math.max(0, ...held.map((one) => one.id))
  for (const file of chosen) {
    if (file.size > mostBytes) refused.push({ name: file.name, why: 'too-large' })
    else if (file.size === 0) refused.push({ name: file.name, why: 'empty' })
    else if (files.length >= mostFiles) refused.push({ name: file.name, why: 'too-many' })
    else files.push({ id: ++id, file, keep: false })
  }
  return { files, refused }
}

/** Plain, so that it may cross over to the Worker. */
export const toSeal = (files: readonly Chosen[]): FileToSeal[] => files.map(({ file, keep }) => ({ file, keep }))

/** What a person is told of a file: what goes with it, and what does not. */
export type Fate = 'looking' | 'later' | 'kept' | 'unremovable' | 'removed' | 'nothing'

export function fateOf({ keep, look }: Chosen): Fate {
  if (keep) return 'kept'
  if (look === undefined) return 'looking'
  if (look === 'failed') return 'later'
  if (!look.removable) return 'unremovable'
  return look.found.length > 0 ? 'removed' : 'nothing'
}

/** Only where a place, a time or a device would be taken out there is something to keep. */
export const mayKeep = ({ keep, look }: Chosen): boolean =>
  keep || (typeof look === 'object' && look.removable && look.found.some((tale) => tale !== 'other'))
