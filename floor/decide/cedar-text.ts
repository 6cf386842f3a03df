// The Cedar texts, with what floor.json holds put in where a token in double braces stands: no number and no list is typed twice.
import { readFileSync } from 'node:fs'
import { boundFor, type Floor } from '@citycop/protocol/policy/bounds-floor.ts'
import { statuses } from '@citycop/protocol/reports/workflow.ts'
import { floor as theFloor } from '../floor.ts'

export const cedarFiles = ['schema.cedarschema', 'floor.cedar', 'rights.cedar', 'base-city.cedar'] as const
export type CedarFile = (typeof cedarFiles)[number]

export const rawText = (file: CedarFile): string => readFileSync(new URL(`../cedar/${file}`, import.meta.url), 'utf8')
export const cedarText = (file: CedarFile, floor: Floor = theFloor): string => fill(rawText(file), floor)
/** The permits that a city's own set starts from. */
export const baseCity = (): string => cedarText('base-city.cedar')

/** @throws Error for a token that floor.json has no answer to */
export function fill(text: string, floor: Floor): string {
  return text.replace(/\{\{([^{}]*)\}\}/g, (_, token: string) => filling(token.trim(), floor))
}

// {{M1}}  {{X1 in minutes}}  {{roles}}  {{D3 as Regime}}  {{purposes of led_art1 as Purpose}}
function filling(token: string, floor: Floor): string {
  const [, name = '', group, unit, type] = /^(\w+)(?: of (\w+))?(?: in (minutes))?(?: as (\w+))?$/.exec(token) ?? []
  const value = listOf(name, group, floor) ?? numberOf(name, floor)
  if (typeof value === 'number') return String(unit === 'minutes' ? 60 * value : value)
  if (!value || value.length === 0) throw new Error(`nothing in the floor stands for {{${token}}}`)
  return value.map((one) => (type ? `CityCoP::${type}::${JSON.stringify(one)}` : JSON.stringify(one))).join(', ')
}

function listOf(name: string, group: string | undefined, floor: Floor): readonly string[] | undefined {
  const { purposes, ...lists } = floor.vocabularies
  if (name === 'statuses') return statuses
  if (name === 'purposes') return Object.keys(purposes).filter((one) => !group || purposes[one] === group)
  return Object.entries(lists).find(([key]) => key === name)?.[1]
}

function numberOf(id: string, floor: Floor): number | readonly string[] | undefined {
  const param = floor.params.find((one) => one.id === id)
  const value = param && boundFor(param, floor)
  return typeof value === 'number' || Array.isArray(value) ? value : undefined
}
