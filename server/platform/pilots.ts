// The cities that lie in this checkout, as folders of pilots/.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

const folder = join(import.meta.dirname, '../../pilots')

/** The city of a start for which nobody named one. */
export const defaultPilot = (): string => readFileSync(join(folder, 'default'), 'utf8').trim()

/** @throws CannotStart when there is no such pilot */
export function namedPilot(id: string): string {
  const isPilot = (one: string) => one !== 'template' && existsSync(join(folder, one, 'pilot.json'))
  const names = readdirSync(folder).filter(isPilot).sort()
  if (names.includes(id)) return id // one of ours: it becomes a part of a path
  throw new CannotStart(`there is no pilot ${id}, only ${names.join(', ')}; citycop pilot new makes one`)
}
