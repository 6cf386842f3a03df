// Who an officer is to colleagues. The key stands beside the name: two may call themselves the same.
import { say } from '@citycop/ui/messages.svelte.ts'
import type { People } from '../worker/commands.ts'

export const shortKey = (keyId: string): string => `${keyId.slice(0, 4)}-${keyId.slice(4, 8)}`

export const sayNamed = (keyId: string, name: string | undefined): string =>
  name === undefined
    ? say('desk-work.colleague-unnamed', { key: shortKey(keyId) })
    : say('desk-notes.named', { name, key: shortKey(keyId) })

export function sayOfficer(keyId: string, people: People | undefined): string {
  if (keyId === people?.mine) return say('desk-notes.you')
  return sayNamed(keyId, people?.names[keyId])
}
