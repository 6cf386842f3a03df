// The rows of requests to see who reported. Days only: no moment of an act is tied to a report.
import type { IdentityReason } from '@citycop/protocol/identity/identity.ts'
import type { Purpose } from '@citycop/protocol/policy/parameters.ts'
import type { Query } from '../platform/database.ts'

export type StoredRequest = {
  readonly id: Buffer
  readonly report: Buffer
  readonly askedBy: string
  readonly purpose: Purpose
  readonly reason: IdentityReason
  readonly caseRef: string | null
  readonly emergency: boolean
  readonly until: string
  readonly approvedBy: string | null
  readonly revealAct: string | null
  readonly reviewBy: string | null
  readonly reviewedBy: string | null
}

const columns = `q.id, q.report, q.asked_by as "askedBy", q.purpose, q.reason, q.case_ref as "caseRef", q.emergency, q.until,
  q.approved_by as "approvedBy", q.reveal_act as "revealAct", q.review_by as "reviewBy", q.reviewed_by as "reviewedBy"`

export async function readRequest(query: Query, city: string, id: string): Promise<StoredRequest | undefined> {
  const [row] = await query<StoredRequest>(`select ${columns} from identity_request q where city = $1 and id = $2`, [
    city,
    Buffer.from(id, 'hex'),
  ])
  return row
}

export type ListedRequest = StoredRequest & {
  readonly mailbox: Buffer
  readonly unit: string
  readonly object: Buffer
  readonly file: Buffer | null
}

type Period = { readonly today: string; readonly since: string }

/** Newest first, those that ended before `since` only while a review is due. The outer file comes only where one may approve. */
export const listRequests = (
  query: Query,
  city: string,
  { today, since }: Period,
  approves: boolean,
): Promise<ListedRequest[]> =>
  query<ListedRequest>(
    `select ${columns}, r.mailbox, r.unit, k.object,
       case when $3 and q.approved_by is null and q.until >= $2 then identity_to_approve(q.id) end as file
     from identity_request q
       join report r on r.city = q.city and r.ref = q.report
       join identity_vault k on k.city = q.city and k.report = q.report
     where q.city = $1 and (q.until >= $4 or (q.review_by is not null and q.reviewed_by is null))
     order by q.until desc, q.id limit 100`,
    [city, today, approves, since],
  )

/** How many emergencies this officer had a part in that nobody looked at in time. */
export async function overdueReviews(query: Query, city: string, keyId: string, today: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from identity_request
     where city = $1 and (asked_by = $2 or approved_by = $2) and reviewed_by is null and review_by < $3`,
    [city, keyId, today],
  )
  return row?.count ?? 0
}
