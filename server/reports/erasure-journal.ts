// Which reports were erased, by their random name in the log: a backup that is put back brings erased reports with it, and they
// are erased again before anybody is let in (J18). Kept as long as backups are.
import { type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { ErasureReason } from './erase-report.ts'

export type Erasure = { readonly day: string; readonly logRef: string; readonly reason: ErasureReason }
export type ErasureJournal = {
  /** What was written down before this start. */
  readonly earlier: readonly Erasure[]
  /** The day of the newest, of before this start or since. */
  newest(): string | undefined
  /** On the disk when it settles, before anything is removed: a crash in between erases once more, which is right. */
  remember(erasure: Erasure): Promise<void>
  close(): Promise<void>
}

/** Lines older than `backupDays` are left out: no backup holds those reports any more. */
export async function openErasureJournal(path: string, today: string, backupDays: number): Promise<ErasureJournal> {
  const oldest = addDays(today, -backupDays)
  const earlier = (await read(path)).filter(({ day }) => day >= oldest)
  await writeFile(`${path}.new`, earlier.map(spell).join(''), { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
  const file: FileHandle = await open(path, 'a', 0o600)
  let newest = earlier
    .map(({ day }) => day)
    .sort()
    .at(-1)
  return {
    earlier,
    newest: () => newest,
    async remember(erasure) {
      await file.appendFile(spell(erasure))
      await file.datasync()
      newest = erasure.day
    },
    close: () => file.close(),
  }
}

const spell = ({ day, logRef, reason }: Erasure): string => `${day} ${logRef} ${reason}\n`

async function read(path: string): Promise<Erasure[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return [...text.matchAll(/^(\d{4}-\d{2}-\d{2}) ([0-9a-f]{32}) (withdrawn|end-date|review)$/gm)].map(
    ([, day = '', logRef = '', reason]) => ({ day, logRef, reason: reason as ErasureReason }),
  )
}
