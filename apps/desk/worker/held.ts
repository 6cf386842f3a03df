// What this Worker holds while an officer is signed in. Module state on purpose: it ends with the Worker, and nothing else can.
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'

type Held = { city?: Instance; keys?: OfficerKeys; desk?: Desk; opened: Map<string, OpenedReport> }
export const held: Held = { opened: new Map() }

export function city(): Instance {
  if (!held.city) throw new Error('the city is not connected')
  return held.city
}

export function desk(): Desk {
  if (!held.desk) throw new Error('nobody is signed in here')
  return held.desk
}

export function opened(ref: string): OpenedReport {
  const report = held.opened.get(ref)
  if (!report) throw new Error('this report is not open here')
  return report
}
