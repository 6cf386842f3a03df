// An act that can be chosen for many reports, for the one at hand.
import { Failed } from '../worker/ask.ts'
import type { Ask } from '../worker/commands.ts'
import type { BulkAct } from './bulk-act.ts'

/** @throws Failed */
export async function actAlone(ask: Ask, ref: string, act: BulkAct): Promise<void> {
  const { failed } = await ask('bulk', { refs: [ref], act })
  if (failed[0]) throw new Failed(failed[0].failure)
}
