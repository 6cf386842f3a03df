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
export const emptyDraft = (): Draft => ({
  answer: '',
  ask: false,
  closing: '',
  note: '',
  refer: { service: '', way: 'tell', told: '', handed: '' },
  transfer: { text: '' },
  court: { recipient: '', caseRef: '' },
})
const wordsIn = ({ answer, closing, note, refer, transfer, court }: Draft): string[] => [
  answer,
  closing,
  note,
  refer.told,
  refer.handed,
  transfer.text,
  court.recipient,
  court.caseRef,
]
export const hasUnsent = (work: Work): boolean =>
  Object.values(work.drafts).some((draft) => wordsIn(draft).some((text) => text.trim() !== ''))
