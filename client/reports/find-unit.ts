import type { Group } from '@citycop/protocol/reports/categories.ts'
import type { Unit, VerifiedDirectory } from '../keys/directory.ts'
import { Distrusted } from '../keys/distrusted.ts'

/** @throws Distrusted when no certificate that holds today names this unit */
export function unitOf({ units }: Pick<VerifiedDirectory, 'units'>, id: string): Unit {
  const unit = units.find((one) => one.id === id)
  if (!unit) throw new Distrusted('certificate')
  return unit
}

/** The unit that receives this group of reports. */
export const unitServing = ({ units }: Pick<VerifiedDirectory, 'units'>, group: Group): Unit | undefined =>
  units.find((unit) => unit.serves.includes(group))
