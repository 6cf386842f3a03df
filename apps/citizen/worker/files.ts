import type { DraftFile } from '@citycop/client/attachments/seal-file.ts'

// One after the other: thirty files of a camera, read at once, are more than an old phone's memory.
export async function filesOf(files: readonly File[]): Promise<DraftFile[]> {
  const read: DraftFile[] = []
  for (const file of files)
    read.push({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })
  return read
}
