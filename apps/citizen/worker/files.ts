// Chosen files, read and cleaned here, off the page: what a photo tells about place, time and device goes before it is sealed.
import type { DraftFile } from '@citycop/client/attachments/seal-file.ts'
import { arriving } from './arriving.ts'
import type { FileLook, FileToSeal, Input, Tell } from './commands.ts'

const slice = 4 * 1024 * 1024
const quiet: Tell = () => {}

// One after the other: thirty files of a camera, read at once, are more than an old phone's memory.
export async function filesOf(files: readonly FileToSeal[]): Promise<DraftFile[]> {
  const ready: DraftFile[] = []
  for (const [index, one] of files.entries()) ready.push((await prepared(one, index + 1, quiet)).file)
  return ready
}

/** What would be taken out of it: done and thrown away, so that the answer is what will happen. */
export async function lookAtFile({ file }: Input<'look-at-file'>, tell: Tell): Promise<FileLook> {
  const { file: clean, found } = await prepared({ file, keep: false }, 1, tell)
  return { removable: clean.metadata === 'removed', found: [...found] }
}

async function prepared({ file, keep }: FileToSeal, number: number, tell: Tell) {
  const bytes = new Uint8Array(file.size)
  for (let at = 0; at < file.size; at += slice) {
    tell({ step: 'reading', part: at, of: file.size })
    bytes.set(new Uint8Array(await file.slice(at, at + slice).arrayBuffer()), at)
  }
  // Fetched with the first file: most reports have none.
  const { prepareFile } = await arriving(import('@citycop/client/attachments/prepare-file.ts'))
  return prepareFile({ name: file.name, type: file.type, bytes, keep }, number)
}
