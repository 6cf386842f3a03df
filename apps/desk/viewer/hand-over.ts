// What goes between the desk and the viewer: one file in, one word back. Each side reads it as a stranger's.
export const shownKinds = ['picture', 'film', 'sound', 'text'] as const
export type ShownKind = (typeof shownKinds)[number]
export type ToShow = {
  readonly kind: ShownKind
  readonly type: string
  readonly label: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
export type Outcome = 'shown' | 'broken'

export const isShown = (kind: string): kind is ShownKind => shownKinds.some((one) => one === kind)

export const readOutcome = (said: unknown): Outcome | undefined =>
  said === 'shown' || said === 'broken' ? said : undefined

const fieldOf = (said: unknown, name: string): unknown =>
  typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined

export function readToShow(said: unknown): ToShow | undefined {
  const [kind, type, label, bytes] = ['kind', 'type', 'label', 'bytes'].map((name) => fieldOf(said, name))
  if (typeof kind !== 'string' || !isShown(kind) || typeof type !== 'string' || typeof label !== 'string')
    return undefined
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer
    ? { kind, type, label, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
    : undefined
}
