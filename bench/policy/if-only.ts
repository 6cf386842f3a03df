// The zero line: what somebody would write without policies. It knows no law, no city's choice and no reason.
export type Plain = {
  readonly role: string
  readonly units: readonly string[]
  readonly unit: string
  readonly sameCity: boolean
  readonly endsOn: number
  readonly today: number
}

export function ifOnly({ role, units, unit, sameCity, endsOn, today }: Plain): boolean {
  if (!sameCity) return false
  if (role !== 'case_officer' && role !== 'supervisor') return false
  if (!units.includes(unit)) return false
  return endsOn >= today
}
