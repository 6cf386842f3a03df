// In which order a map is painted at a zoom, and with what: every street's edge before any street, so that crossings stay open.
import type { Ink } from './colours.ts'
import { areas, type Group, groups, isShown, widthOf } from './style.ts'

export type Pass = {
  readonly group: Group
  readonly ink: Ink
  readonly width: number
  readonly dash: readonly number[]
}

const inkOf: Readonly<Record<Group, Ink>> = {
  land: 'land',
  green: 'green',
  water: 'water',
  stream: 'water',
  house: 'house',
  border: 'border',
  rail: 'rail',
  path: 'path',
  minor: 'road',
  medium: 'road',
  major: 'major',
}
const edges: Readonly<Partial<Record<Group, Ink>>> = { minor: 'road-edge', medium: 'road-edge', major: 'major-edge' }
const dashes: Readonly<Partial<Record<Group, readonly number[]>>> = { border: [6, 4], path: [3, 2], rail: [8, 3] }

/** `width` 0: an area, which is filled. */
export function passesAt(zoom: number): Pass[] {
  const shown = groups.filter((group) => isShown(group, zoom))
  const pass = (group: Group, ink: Ink, more: number): Pass => ({
    group,
    ink,
    width: areas.has(group) ? 0 : widthOf(group, zoom) + more,
    dash: dashes[group] ?? [],
  })
  const streets = shown.filter((group) => edges[group])
  return [
    ...shown.filter((group) => !edges[group]).map((group) => pass(group, inkOf[group], 0)),
    ...streets.map((group) => pass(group, edges[group] as Ink, 1.6)),
    ...streets.map((group) => pass(group, inkOf[group], 0)),
  ]
}
