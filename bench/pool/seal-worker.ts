// Seals so many requests in a thread of its own and hands them over in batches.
import { parentPort, workerData } from 'node:worker_threads'
import { asRecord } from './record.ts'
import { sealRequest, type Target } from './seal-request.ts'

const { target, count } = workerData as { target: Target; count: number }
const most = 20

for (let made = 0; made < count; made += most) {
  const sealed = Math.min(most, count - made)
  const records: Buffer[] = []
  for (let i = 0; i < sealed; i++) records.push(asRecord(await sealRequest(target)))
  parentPort?.postMessage({ records: Buffer.concat(records), sealed })
}
