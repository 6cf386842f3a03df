// Where a report lies on the city's picture: the position that the person added, or the district at the end of their words, as the app puts
// it there. Worked out at the desk from what this officer opened; nobody is asked.
import { readPosition } from '@citycop/client/reports/geo-uri.ts'
import { isWithin, type Point } from '@citycop/protocol/pilots/geometry.ts'
import type { Boundary } from '@citycop/ui/city-picture.ts'

type Told = { readonly where: string; readonly position?: string | undefined }

export type Place = { readonly district?: string; readonly point?: Point; readonly metres?: number }

export function placeOf(told: Told | undefined, boundary: Boundary): Place | undefined {
  const position = readPosition(told?.position ?? '')
  if (position) {
    const point: Point = [position.longitude, position.latitude]
    const [city, ...districts] = boundary.features
    if (!isWithin(point, city.geometry.coordinates)) return undefined
    const district = districts.find(({ geometry }) => isWithin(point, geometry.coordinates))?.properties.id
    return { point, metres: position.accuracy, ...(district === undefined ? {} : { district }) }
  }
  const district = districtAtEnd(told?.where ?? '', boundary)
  return district === undefined ? undefined : { district }
}

/** The longest name that the words end with: one may end another's. */
function districtAtEnd(where: string, { features: [, ...districts] }: Boundary): string | undefined {
  const said = plain(where)
  const names = districts.flatMap(({ properties: { id, name } }) =>
    Object.values(name).map((one) => ({ id, name: plain(one) })),
  )
  const found = names.filter(({ name }) => said === name || said.endsWith(` ${name}`))
  return found.sort((one, other) => other.name.length - one.name.length)[0]?.id
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** What the report itself says of its place. */
export const toldIn = <Fields>(
  messages: readonly { readonly kind: string; readonly fields?: Fields }[],
): Fields | undefined => messages.find((one) => one.kind === 'report')?.fields
