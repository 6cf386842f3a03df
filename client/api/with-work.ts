// Sends with the work that the server asks for: the lowest price first, and once more at the price it names.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { doWork } from '../sealing/work.ts'

export async function withWork<T>(
  subject: Uint8Array,
  send: (work: string) => Promise<T>,
  work = doWork(subject),
): Promise<T> {
  try {
    return await send(work)
  } catch (error) {
    const bits = error instanceof Problem && error.code === 'work-missing' ? error.extra.bits : undefined
    if (typeof bits !== 'number' || bits > 22) throw error // beyond that a phone would work for minutes
    return await send(doWork(subject, bits))
  }
}
