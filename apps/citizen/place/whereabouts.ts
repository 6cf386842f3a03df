// Where a position lies, worked out on the phone from what the city says of itself. Nothing is asked of anybody.
import { isWithin, type Point } from '@citycop/protocol/pilots/geometry.ts'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import type { Position } from './ask-position.ts'

export type Boundary = PublicPilot['boundary']
export type District = Pick<Boundary['features'][0]['properties'], 'id' | 'name'>
export type Whereabouts =
  | { at: 'district'; id: string }
  | { at: 'city' }
  | { at: 'outside' }
  /** The phone itself does not know well enough to say. */
  | { at: 'rough' }

// Wider than most districts: a position from the network alone, not from satellites.
const tooRough = 2000

export function whereabouts({ features: [city, ...districts] }: Boundary, found: Position): Whereabouts {
  if (found.accuracy > tooRough) return { at: 'rough' }
  const place: Point = [found.longitude, found.latitude]
  const district = districts.find(({ geometry }) => isWithin(place, geometry.coordinates))
  if (district) return { at: 'district', id: district.properties.id }
  return isWithin(place, city.geometry.coordinates) ? { at: 'city' } : { at: 'outside' }
}

export const districtsOf = ({ features: [, ...districts] }: Boundary): District[] =>
  districts.map(({ properties }) => properties)
