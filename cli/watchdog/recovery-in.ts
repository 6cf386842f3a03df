// What the public log says of a recovery: shown to whoever looks at the watchdog's page while it can still be stopped.
import type { PublicContent } from '@citycop/protocol/log/public-content.ts'
import type { RecoverySeen } from '@citycop/protocol/watchdog/status.ts'

export function recoveryIn(said: PublicContent<'keys'>, index: number): RecoverySeen | undefined {
  if (said.what === 'recovery-requested') {
    const { unit, epochs, until, sha256 } = said
    return { index, what: 'requested', unit, epochs: [...epochs], until, sha256 }
  }
  if (said.what !== 'recovery-objected' && said.what !== 'recovery-done') return undefined
  const what = said.what === 'recovery-done' ? 'done' : 'objected'
  return { index, what, unit: said.unit, epochs: [], until: null, sha256: said.sha256 }
}
