// What every visit does: looks at the public log, and holds the city to what it showed before.
import { followLog } from '@citycop/client/log/follow-log.ts'
import type { Followed } from './commands.ts'
import { instance } from './held.ts'

export async function followPublic(): Promise<Followed> {
  await followLog(instance())
  const { published, contradiction } = instance().memory.read() ?? {}
  return { ...(published ? { published } : {}), ...(contradiction ? { contradiction } : {}) }
}
