// What one witness stands: several logs that each post a larger checkpoint as soon as the last was cosigned.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { smallLog } from '../../testing/small-log.ts'
import { startTestWitness, submit } from '../../testing/test-witness.ts'
import { closedLoop, type Measured } from '../load/closed-loop.ts'

const logs = 4

export async function witnessRequests(seconds: number): Promise<Measured> {
  const state = mkdtempSync(join(tmpdir(), 'citycop-bench-witness-'))
  const all = Array.from({ length: logs }, (_, n) => ({ log: smallLog(`bench.example/log/${n}`), size: 0 }))
  const witness = await startTestWitness(
    state,
    all.map(({ log }) => log.key),
  )
  try {
    return await closedLoop(logs, seconds, async (n) => {
      const one = all[n]
      if (!one) return false
      const { status, body } = await submit(witness, one.log, one.size, one.size + 8)
      if (status !== 200) throw new Error(`the witness answered ${status} ${body}`)
      one.size += 8
      return true
    })
  } finally {
    await witness.close()
    rmSync(state, { recursive: true, force: true })
  }
}
