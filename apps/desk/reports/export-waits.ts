// Whether a report waits for a second officer's word before it goes to a court. Pure: the day comes in as an argument.
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'

/** `me`: a colleague agreed, and this officer may agree or hand it over. `colleague`: nothing that this officer can do about it. */
export type ExportWaits = { readonly whom: 'me' | 'colleague'; readonly until: string }

export function exportWaits(
  { exportAgreed = [] }: Pick<InboxRow, 'exportAgreed'>,
  mayAgree: boolean,
  today: string,
): ExportWaits | undefined {
  const live = exportAgreed.filter(({ until }) => until >= today)
  const theirs = live.filter(({ mine }) => !mine)
  const until = (mayAgree && theirs.length > 0 ? theirs : live).map((one) => one.until).sort()[0]
  if (until === undefined) return undefined
  return { whom: mayAgree && theirs.length > 0 ? 'me' : 'colleague', until }
}
