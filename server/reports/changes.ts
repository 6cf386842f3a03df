// Who is told when a report changed. In memory: one process serves one city, so whoever writes is where the desks listen.
import type { Row } from './inbox-row.ts'

/** `mayVanish`: afterwards it may be out of somebody's sight, who must then be told to take it off the list. */
export type Change = { readonly ref: string; readonly unit: string; readonly mayVanish: boolean }
export type Batch = { readonly changes: readonly Change[]; readonly rows: ReadonlyMap<string, Row> }
export type Watcher = { hear(batch: Batch): void; end(): void }
export type Changes = {
  tell(ref: Uint8Array, unit: string, mayVanish?: boolean): void
  /** Answers how to stop. A session's oldest stream ends when it begins one too many. */
  watch(session: string, watcher: Watcher): () => void
  /** Every stream ends, and none begins: the server stops. */
  end(): void
}

const gather = 150
const mostInBatch = 200
const mostOfSession = 2

/** A report that was handed on changed in two units. */
const placeOf = ({ ref, unit }: Pick<Change, 'ref' | 'unit'>): string => `${ref}/${unit}`

export function makeChanges(read: (refs: readonly string[]) => Promise<Row[]>): Changes {
  const watchers = new Map<Watcher, string>()
  const waiting = new Map<string, Change>()
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const end = () => {
    for (const watcher of watchers.keys()) watcher.end()
  }

  const send = async () => {
    timer = undefined
    const changes = [...waiting.values()].slice(0, mostInBatch)
    for (const one of changes) waiting.delete(placeOf(one))
    if (waiting.size > 0) schedule()
    try {
      const found = await read([...new Set(changes.map(({ ref }) => ref))])
      const rows = new Map(found.map((row) => [row.ref.toString('hex'), row]))
      for (const watcher of watchers.keys()) watcher.hear({ changes, rows })
    } catch {
      end() // a desk that is not told reads everything anew
    }
  }
  const schedule = () => {
    timer ??= setTimeout(send, gather)
  }

  return {
    tell(bytes, unit, mayVanish = false) {
      if (watchers.size === 0) return
      const ref = Buffer.from(bytes).toString('hex')
      const place = placeOf({ ref, unit })
      waiting.set(place, { ref, unit, mayVanish: mayVanish || waiting.get(place)?.mayVanish === true })
      schedule()
    },
    watch(session, watcher) {
      const own = [...watchers].filter(([, name]) => name === session).map(([one]) => one)
      for (const one of own.slice(0, Math.max(0, own.length - mostOfSession + 1))) one.end()
      watchers.set(watcher, session)
      if (ended) watcher.end()
      return () => void watchers.delete(watcher)
    },
    end() {
      ended = true
      clearTimeout(timer)
      end()
    },
  }
}
