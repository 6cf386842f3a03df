// What was released and does not fit the log, or was signed by nobody, is no refusal: it is kept as evidence, on a page of its own.
import type { Distrust } from '../reports/work.ts'
import { failureOf } from '../ui-parts/failure-words.ts'

export async function unlessTampered<T>(
  act: Promise<T>,
  reference: string,
  tell: (distrust: Distrust) => void,
): Promise<T | undefined> {
  try {
    return await act
  } catch (thrown) {
    const failed = failureOf(thrown)
    if (failed.kind !== 'tampered') throw thrown
    tell({ reference, why: failed.why, evidence: failed.evidence })
    return undefined
  }
}
