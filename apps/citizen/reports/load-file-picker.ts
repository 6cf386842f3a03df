// Choosing files, and all its words: fetched while somebody writes, so that the first screen stays small.
import { speakAlso } from '@citycop/ui/messages.svelte.ts'
import { Failed } from '../worker/failed.ts'
import { fileWords } from './file-words.ts'

async function fetchFilePicker() {
  const [picker, spoke] = await Promise.all([import('./FilePicker.svelte'), speakAlso(fileWords)])
  if (!spoke) throw new Failed({ kind: 'unreachable' })
  return picker.default
}

let fetched: ReturnType<typeof fetchFilePicker> | undefined

/** Once; after a failure, again. */
export function loadFilePicker(): ReturnType<typeof fetchFilePicker> {
  fetched ??= fetchFilePicker().catch((thrown) => {
    fetched = undefined
    throw thrown
  })
  return fetched
}
