// What every visit does, whether or not it is about a report: look at the published checkpoint, and hold the city to the one
// seen before. So what a device keeps is the same for whoever only reads the first page.
import type { Instance } from '../keys/connect.ts'
import { policyOf } from '../keys/pinned-policy.ts'
import { Doubt } from './doubt.ts'
import { logFiles, mostUnasked } from './fetch-log.ts'
import { compareWithKept, keep, keepContradiction, keptOf, openPublished } from './published.ts'
import { walkPublished } from './walk-published.ts'

/** False when the log contradicts what was seen; a doubt that may pass is left for the next visit. @throws Unreachable */
export async function followLog(instance: Instance, now = new Date(), signal?: AbortSignal): Promise<boolean> {
  if (instance.memory.read()?.contradiction) return false
  const files = logFiles(instance.server, { signal, most: mostUnasked })
  try {
    const note = await files.checkpoint()
    if (note === undefined) return true
    const published = openPublished(policyOf(instance.pins), note)
    const kept = keptOf(instance)
    compareWithKept(kept, published)
    const walked = await walkPublished(files, published, kept, published.checkpoint.size)
    keep(instance, kept, walked.end, note)
  } catch (error) {
    if (!(error instanceof Doubt)) throw error
    if (error.notes) keepContradiction(instance, error.notes, now)
  }
  return instance.memory.read()?.contradiction === undefined
}
