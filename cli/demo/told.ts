// What the demo's citizens keep: their twelve words, in DATA/demo/reports.json, so that people can try "My report".
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Told = {
  readonly id: string
  readonly category: string
  readonly language: string
  readonly unit: string
  readonly reference: string
  readonly passphrase: string
  /** What became of it; absent while it is being told. */
  readonly status?: string
}
type File = { readonly note: string; readonly reports: readonly Told[] }

const note = 'The twelve words of the demo’s citizens, to try "My report" with. A real city has no such file.'

export type Notebook = { all(): readonly Told[]; keep(told: Told): void; clear(): void }

export function notebook(data: string): Notebook {
  const file = join(data, 'demo/reports.json')
  let reports = existsSync(file) ? read(file) : []
  const save = () => {
    const fresh = `${file}.new`
    writeFileSync(fresh, `${JSON.stringify({ note, reports } satisfies File, null, 2)}\n`, { mode: 0o600 })
    renameSync(fresh, file)
  }
  return {
    all: () => reports,
    keep: (told) => {
      reports = [...reports.filter((one) => one.id !== told.id), told]
      save()
    },
    clear: () => {
      reports = []
    },
  }
}

function read(file: string): readonly Told[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as File).reports ?? []
  } catch {
    return [] // a demo's own notes; at worst it tells its stories again
  }
}
