// What the figures were measured on: they mean nothing without it.
import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from '../load/percentiles.ts'

export type Machine = {
  readonly at: string
  readonly system: string
  readonly cores: number
  readonly processor: string
  readonly memoryGiB: number
  readonly node: string
  /** One 4 KiB write made durable in the temporary folder, median of 50; near zero on a disk in memory. */
  readonly syncMs: number
  readonly inMemory: boolean
  /** Of the last minute, before and after: above zero before, others use the machine. */
  readonly load: { readonly before: number; readonly after?: number }
}

const tmpfs = 0x01021994

export const describeMachine = (folder: string): Machine => ({
  at: `${new Date().toISOString().slice(0, 16)}Z`,
  system: `${platform()} ${arch()}`,
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  syncMs: syncTime(join(folder, 'sync-probe')),
  inMemory: statfsSync(folder).type === tmpfs,
  load: { before: oneMinute() },
})

export const oneMinute = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100

function syncTime(file: string): number {
  const page = Buffer.alloc(4096, 1)
  const descriptor = openSync(file, 'w', 0o600)
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now()
    writeSync(descriptor, page)
    fdatasyncSync(descriptor)
    return performance.now() - began
  })
  closeSync(descriptor)
  rmSync(file)
  return median(times)
}
