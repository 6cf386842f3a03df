// What an officer has in hands between signing in and out. Lives in the page's memory only, and is sealed while the desk is locked.
import type { Tampered } from '@citycop/client/reports/tampered.ts'
import type { Draft, ReportView } from '../worker/commands.ts'

export type Distrust = { reference: string; why: Tampered['why']; evidence: string }
export type Work = {
  reports: Record<string, ReportView>
  drafts: Record<string, Draft>
  distrusted: Record<string, Distrust>
  showing: string | undefined
}

export const freshWork = (): Work => ({ reports: {}, drafts: {}, distrusted: {}, showing: undefined })
export const emptyDraft = (): Draft => ({ answer: '', ask: false, closing: '', note: '' })
export const hasUnsent = (work: Work): boolean =>
  Object.values(work.drafts).some((draft) =>
    [draft.answer, draft.closing, draft.note].some((text) => text.trim() !== ''),
  )
