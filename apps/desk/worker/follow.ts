// Hears what changes (J28). Of the tabs in which an officer is signed in, one holds the stream and passes on what it hears; when that
// tab is closed, the next one takes over. After forty seconds without a word, each reads the list by itself.
import { parseNews, watchReports } from '@citycop/client/reports/watch-reports.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { InboxNews } from '@citycop/protocol/reports/inbox-contract.ts'
import { desk } from './held.ts'

const silence = 40_000
const lookEvery = 5_000
/** How long the first reading waits for the line, so that nothing falls between the two. */
const patience = 1_000
const waits = [500, 1_000, 3_000, 10_000, 30_000]

export type Following = {
  readonly hear: (news: InboxNews) => void
  /** Something may have been missed. */
  readonly again: () => void
}
export type Line = { readonly ready: Promise<void>; isSilent(): boolean }
/** Between tabs of one officer, all of this origin: a newcomer's question, a sign of life, that all is to be read anew, or news. */
type Passed = 'hello' | 'alive' | 'again' | InboxNews
const parsePassed = (said: unknown): Passed | undefined =>
  said === 'hello' || said === 'alive' || said === 'again' ? said : parseNews(said)

export function follow({ hear, again }: Following): Line {
  const name = `citycop-inbox/${desk().officer.keyId}`
  const tabs = new BroadcastChannel(name)
  const state = { heardAt: Date.now(), readAt: Date.now(), begun: false, holds: false }
  let begin = () => {}
  const ready = new Promise<void>((resolve) => {
    begin = () => {
      state.begun = true
      resolve()
    }
  })
  setTimeout(begin, patience)
  const take = (said: Passed) => {
    state.heardAt = Date.now()
    begin()
    if (said === 'again') again()
    else if (typeof said !== 'string') hear(said)
  }
  tabs.onmessage = ({ data }) => {
    const said = parsePassed(data)
    if (said === 'hello') {
      if (state.holds) tabs.postMessage('alive')
    } else if (said !== undefined) take(said)
  }
  tabs.postMessage('hello')
  const pass = (said: Passed) => {
    tabs.postMessage(said)
    take(said)
  }
  // Held until the Worker ends; where there are no locks, each tab listens for itself.
  const hold = () => listen(state, pass)
  void (navigator.locks ? navigator.locks.request(name, hold) : hold())
  const isSilent = () => Date.now() - state.heardAt > silence
  setInterval(() => {
    if (!isSilent() || Date.now() - state.readAt < silence) return
    state.readAt = Date.now()
    again()
  }, lookEvery)
  return { ready, isSilent }
}

/** For as long as the session lasts. What happened while nobody listened is not told: everything is read anew. */
async function listen(state: { begun: boolean; holds: boolean }, pass: (said: Passed) => void): Promise<void> {
  for (let failures = 0; ; failures++) {
    try {
      for await (const news of watchReports(desk(), new AbortController().signal)) {
        if (!state.holds) pass(state.begun ? 'again' : 'alive')
        state.holds = true
        failures = 0
        pass(news ?? 'alive')
      }
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'not-signed-in') return pass('again') // and the desk locks
    }
    state.holds = false
    await new Promise((resolve) => setTimeout(resolve, waits[Math.min(failures, waits.length - 1)]))
  }
}
