// What is published, gone through and held against the signed root and against what this device saw before.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { rootOf } from '@citycop/protocol/log/compact-range.ts'
import { Doubt } from './doubt.ts'
import type { LogFiles } from './fetch-log.ts'
import type { Kept, Published } from './published.ts'
import { type Walk, type Walked, walkLog } from './walk-log.ts'

type Looking = Pick<Walk, 'look' | 'signal' | 'onProgress'>

/** Everything looked at must lead to the root that was signed, and the log this device saw before must be its beginning. */
export async function walkPublished(
  files: LogFiles,
  { checkpoint: { size, root }, note }: Published,
  kept: Kept | undefined,
  from: number,
  looking: Looking = {},
): Promise<Walked> {
  const stops = kept ? [kept.range.size] : []
  const walked = await walkLog(files, { size, from, stops, ...looking })
  if (!equal(rootOf(walked.end), root)) throw new Doubt('entries')
  const passed = kept && walked.passed.get(kept.range.size)
  if (kept && !(passed && equal(rootOf(passed), rootOf(kept.range))))
    throw new Doubt('fork', { notes: [kept.note, note] })
  return walked
}
