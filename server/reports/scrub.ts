// What was erased also leaves the database's files: once a night, in the hour after three, if anything was erased since the last time.
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays } from '@citycop/protocol/contract/days.ts'

type Asked = {
  readonly today: string
  /** 0 to 23, in the city. */
  readonly hour: number
  /** The day of the newest erasure that is remembered. */
  readonly erased: string | undefined
  /** The day of the last scrub. */
  readonly last: string | undefined
}

/** At night; by day only where two nights were missed, because the server did not run then. */
export function isScrubDue({ today, hour, erased, last }: Asked): boolean {
  if (erased === undefined) return false
  if (last === undefined) return hour === 3 || erased < addDays(today, -1)
  return erased >= last && last < today && (hour === 3 || last < addDays(today, -1))
}

export type Scrubbing = {
  readonly rewrite: () => Promise<void>
  /** Beside the journals: the day of the last scrub. */
  readonly folder: string
}

/** @throws what the database throws; the next hour tries again */
export async function scrubIfDue({ rewrite, folder }: Scrubbing, asked: Omit<Asked, 'last'>): Promise<boolean> {
  const path = join(folder, 'scrubbed')
  const read = await readFile(path, 'utf8').catch(() => '')
  const last = /^\d{4}-\d{2}-\d{2}$/.test(read) ? read : undefined
  if (!isScrubDue({ ...asked, last })) return false
  await rewrite()
  await writeFile(`${path}.new`, asked.today, { mode: 0o600 })
  await rename(`${path}.new`, path)
  return true
}
