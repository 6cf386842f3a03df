// The floor's check compares thousands of decisions with the law, which takes seconds: in a thread of its own, so that nobody who
// reports meanwhile waits for it.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Checked, checkPolicy, type ToCheck } from '@citycop/floor/check/check-policy.ts'

const mark = 'citycop: check a policy'
type Given = { readonly mark: string; readonly toCheck: ToCheck }

export type CheckPolicy = (toCheck: ToCheck) => Promise<Checked>

/** @throws Error when the thread ends without an answer */
export const checkApart: CheckPolicy = (toCheck) =>
  new Promise((resolve, reject) => {
    const given: Given = { mark, toCheck }
    const worker = new Worker(new URL(import.meta.url), { workerData: given })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the check of a policy ended without an answer')))
  })

if (!isMainThread && (workerData as Given | undefined)?.mark === mark)
  parentPort?.postMessage(checkPolicy((workerData as Given).toCheck))
