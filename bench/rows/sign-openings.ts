// Requests to open, signed by the officer before anything is measured: signing is the desk's work.
import { seenSize } from '@citycop/client/log/verify-growth.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'

export const why = { purpose: 'handle_concern', reason: 'first-reading' } as const

/** Each row once, and from the beginning when there are more requests than rows. */
export function signOpenings(desk: Desk, rows: readonly InboxRow[], count: number): Buffer[] {
  return Array.from({ length: count }, (_, i) => {
    const { ref, objects } = rows[i % rows.length] as InboxRow
    const request = signRequest(desk, { action: 'report:open', ref, objects, ...why })
    return Buffer.from(JSON.stringify({ request, seen: seenSize(desk.instance) }))
  })
}
