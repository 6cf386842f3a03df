/** Why a policy is not signed: where it stands, what was written, what the floor asks, under which law, and what to do. */
export type Refusal = {
  readonly where: string
  readonly param?: string
  readonly value?: unknown
  readonly bound?: unknown
  readonly law?: string
  readonly todo: string
}
export type Note = { readonly where: string; readonly todo: string }
