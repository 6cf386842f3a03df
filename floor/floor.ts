// The EU floor, parsed once. Plain data: phones, desks and servers read the same.
import { type Floor, floorData } from '@citycop/protocol/policy/bounds-floor.ts'
import { parse } from 'valibot'
import json from './floor.json' with { type: 'json' }

export type { Bound, Floor } from '@citycop/protocol/policy/bounds-floor.ts'
export const floor: Floor = parse(floorData, json)
