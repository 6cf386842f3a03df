// What becomes of a chosen file before it is sealed: what tells about its making is taken out, unless the person keeps it.
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import type { DraftFile } from './seal-file.ts'
import { strip } from './strip/strip.ts'
import type { Tale } from './strip/tales.ts'

export type ChosenFile = { readonly name: string; readonly type: string; readonly bytes: Bytes; readonly keep: boolean }
export type Prepared = { readonly file: DraftFile; readonly found: readonly Tale[] }

/** Uses up the bytes. `number`: its place among the files, for a name that says nothing. */
export function prepareFile({ name, type, bytes, keep }: ChosenFile, number: number): Prepared {
  if (keep) return { file: { name, type, bytes, metadata: 'kept' }, found: [] }
  const stripped = strip(bytes)
  const file = { name: timeless(name, number), type }
  return stripped
    ? { file: { ...file, bytes: stripped.bytes, metadata: 'removed' }, found: stripped.found }
    : { file: { ...file, bytes, metadata: 'unremovable' }, found: [] }
}

/** Telephones name a picture after its moment: such a name would say again what was taken out. */
function timeless(name: string, number: number): string {
  if (!/\d{6}|\d{4}[-_.]\d\d[-_.]\d\d|\d\d[-_.]\d\d[-_.]\d{4}/.test(name)) return name
  return `file-${number}${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''}`
}
