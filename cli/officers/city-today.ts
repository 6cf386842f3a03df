// The civil day of a city, wherever this machine stands.
import type { Policy } from '@citycop/protocol/policy/terms.ts'

export const cityToday = ({ timeZone }: Pick<Policy, 'timeZone'>, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
