// One named check of an installation: what was looked at, what was seen, and the command that mends it.
export type Check = {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly evidence: string
  readonly mend?: string
}
type Seen = string | { readonly warn: string; readonly mend?: string }

/** What `look` sees is the evidence; what it throws is why the check failed. */
export async function check(name: string, mend: string, look: () => Seen | Promise<Seen>): Promise<Check> {
  try {
    const seen = await look()
    if (typeof seen === 'string') return { name, state: 'ok', evidence: seen }
    return { name, state: 'warn', evidence: seen.warn, mend: seen.mend ?? mend }
  } catch (error) {
    return { name, state: 'fail', evidence: (error as Error).message, mend }
  }
}
