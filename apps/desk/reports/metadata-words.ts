// What the person's device did with a file's place, time and device, for whoever opens it.
import type { Metadata } from '@citycop/client/reports/report.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'

export const metadataWords: Record<Metadata, MessageKey> = {
  removed: 'files.desk-removed',
  kept: 'files.desk-kept',
  unremovable: 'files.desk-unremovable',
}
