// What the bench says: rows of measured lines, each row with the aims it is held to.

import type { Figures } from '../load/closed-loop.ts'
import type { RowName } from '../options.ts'

export type Line = { readonly what: string; readonly figures: Figures; readonly bytes?: number }
export type Aim = {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atLeast?: number
  readonly atMost?: number
  readonly met: boolean
}
export type Row = {
  readonly name: RowName
  readonly title: string
  readonly lines: readonly Line[]
  readonly aims: readonly Aim[]
  readonly notes: readonly string[]
  /** The most memory that the server's process had until then, in MiB. */
  readonly memory?: number
  /** Bytes and counts that the notes tell in words. */
  readonly values?: Readonly<Record<string, number>>
}

// A value that could not be measured (NaN) meets nothing.
export const atLeast = (what: string, value: number, bound: number, unit: string): Aim => ({
  what,
  value,
  unit,
  atLeast: bound,
  met: value >= bound,
})

export const atMost = (what: string, value: number, bound: number, unit: string): Aim => ({
  what,
  value,
  unit,
  atMost: bound,
  met: value <= bound,
})
