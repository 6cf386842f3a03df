import { countReports as route } from '@citycop/protocol/reports/count-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'

/** Figures of one of this officer's units, each down to a multiple of five. @throws Problem */
export const countReports = (desk: Desk, unit: string) => call(desk.instance.server, route, { unit }, desk.token)
