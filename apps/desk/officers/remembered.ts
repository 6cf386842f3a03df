// What this device keeps between visits: what it has seen of the city's keys, the language, and whether single keys work. Nothing
// about a report or a person.
import type { Seen } from '@citycop/client/keys/connect.ts'

type Remembered = { seen: Seen; language: string; 'single-keys': boolean }

export function recall<Name extends keyof Remembered>(name: Name): Remembered[Name] | undefined {
  try {
    return JSON.parse(localStorage.getItem(`citycop-desk-${name}`) ?? 'null') ?? undefined
  } catch {
    return undefined // storage is switched off: the desk works, and remembers nothing
  }
}

export function remember<Name extends keyof Remembered>(name: Name, value: Remembered[Name]): void {
  try {
    localStorage.setItem(`citycop-desk-${name}`, JSON.stringify(value))
  } catch {
    // as above
  }
}
