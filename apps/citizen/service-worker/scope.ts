// What lib.dom does not describe of a service worker's global scope: no more than is used here.
export type Lasting = Event & { waitUntil(act: Promise<unknown>): void }
export type Fetching = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void }
export type Hearing = Lasting & { readonly data: unknown; readonly source: Page | null }
export type Syncing = Lasting & { readonly tag: string }
export type Page = { postMessage(message: ToPage): void }
/** `refused`: why what the city offers now was not taken; null once it offers what fits. */
export type ToPage = { readonly refused: Refusal | null }
export type Refusal = 'pins' | 'file' | 'manifest' | 'entry' | 'future' | 'proof'

type Heard = { install: Lasting; activate: Lasting; fetch: Fetching; message: Hearing; sync: Syncing }
type Scope = {
  skipWaiting(): Promise<void>
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly Page[]>
  }
  addEventListener<Kind extends keyof Heard>(kind: Kind, hear: (event: Heard[Kind]) => void): void
}
export const scope = globalThis as unknown as Scope

/** Every open page of this origin, also those that were there before this worker. */
export const openPages = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
