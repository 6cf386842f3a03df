// The rows of a city's policy.
import type { Query } from '../platform/database.ts'

export type StoredVersion = {
  readonly number: number
  readonly text: string
  readonly approvals: readonly { readonly keyid: string; readonly sig: string }[]
  readonly startsOn: string
  readonly index: number
}
type VersionRow = { number: number; text: string; approvals: string; starts_on: string; index: number | null }

/** Those that have their place in the log, the oldest first. */
export async function readVersions(query: Query, city: string): Promise<StoredVersion[]> {
  const rows = await query<VersionRow>(
    `select p.number, p.text, p.approvals, p.starts_on, a.idx as index
     from policy_version p join log_act a on a.city = p.city and a.id = p.act
     where p.city = $1 and a.idx is not null order by p.number`,
    [city],
  )
  return rows.map((row) => ({
    number: row.number,
    text: row.text,
    approvals: JSON.parse(row.approvals),
    startsOn: row.starts_on,
    index: Number(row.index),
  }))
}

/** Acts of versions that have no place in the log yet. */
export async function unplacedVersions(query: Query, city: string): Promise<string[]> {
  const rows = await query<{ act: string }>(
    `select p.act from policy_version p join log_act a on a.city = p.city and a.id = p.act
     where p.city = $1 and a.idx is null`,
    [city],
  )
  return rows.map((row) => row.act)
}

export const insertVersion = (
  query: Query,
  city: string,
  { number, text, approvals, startsOn }: Omit<StoredVersion, 'index'>,
  act: string,
) =>
  query('insert into policy_version (city, number, text, approvals, starts_on, act) values ($1, $2, $3, $4, $5, $6)', [
    city,
    number,
    text,
    JSON.stringify(approvals),
    startsOn,
    act,
  ])

export type StoredDraft = {
  readonly number: number
  readonly hash: Buffer
  readonly text: string
  readonly proposer: string
  readonly day: string
  readonly notes: readonly string[]
  readonly cases: number
}

export async function readDraftRow(query: Query, city: string, lock = false): Promise<StoredDraft | undefined> {
  const [row] = await query<StoredDraft>(
    `select number, hash, text, proposer, day, notes, cases from policy_draft where city = $1${lock ? ' for update' : ''}`,
    [city],
  )
  return row
}

export const insertDraft = (query: Query, city: string, draft: StoredDraft) =>
  query(
    `insert into policy_draft (city, number, hash, text, proposer, day, notes, cases)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [city, draft.number, draft.hash, draft.text, draft.proposer, draft.day, draft.notes, draft.cases],
  )

export const deleteDraft = (query: Query, city: string) => query('delete from policy_draft where city = $1', [city])

export type Approval = { readonly officer: string; readonly role: 'dpo' | 'chief'; readonly sig: string }

export const readApprovals = (query: Query, city: string): Promise<Approval[]> =>
  query<Approval>('select officer, role, sig from policy_approval where city = $1 order by role', [city])

export const insertApproval = (query: Query, city: string, { officer, role, sig }: Approval) =>
  query('insert into policy_approval (city, officer, role, sig) values ($1, $2, $3, $4)', [city, officer, role, sig])
