// A report that was opened twice, in a public log, and a phone that checks it.
import type { TestContext } from 'node:test'
import { type CheckOptions, checkLog } from '@citycop/client/log/check-log.ts'
import { device, logWith, pageOf, sawInternal, serve, tell } from './public-log.ts'

/** When the witnesses confirmed it, and when it is looked at. */
export const at = '2026-11-23T12:00Z'
export const now = new Date('2026-11-23T12:04:00Z')
export const opened = [
  { kind: 'report:submit', at: '2026-11-23', leaf: 700 },
  { kind: 'report:open', at: '2026-11-23T11:00Z', leaf: 800 },
  { kind: 'report:open', at: '2026-11-23T11:30Z', leaf: 1100 },
]

/** 1,304 entries are published, 20 are not yet. */
export function opening(t: TestContext) {
  const told = tell(opened)
  const log = logWith(told, 1324)
  const phone = device()
  sawInternal(phone, log)
  const far = serve(t, log, log.note(1304, at))
  const acts = told.acts.map(({ act }) => act)
  const check = async (shown = acts, options: CheckOptions = {}) =>
    (await checkLog(phone, told.keys, pageOf(shown), { now, ...options })).check
  return { told, log, phone, far, acts, check }
}
