// What is done at each start and every hour, whatever day it is: the ends of lives, and what follows from them.
import { join } from 'node:path'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { endOf } from '@citycop/protocol/policy/periods.ts'
import { removeOrphans } from './attachments/routes.ts'
import type { Context } from './context.ts'
import { forgetIdentities } from './identity/keep-identity.ts'
import { destroyEpochs } from './keys/destroy-epochs.ts'
import { letGo } from './keys/let-go.ts'
import { thinPublished } from './log/published-store.ts'
import { appendTally } from './log/tally.ts'
import { forgetLines } from './platform/log-file.ts'
import { eraseDue } from './reports/erase-due.ts'
import { eraseUnusedFiles } from './reports/erase-files.ts'
import { forgetActs } from './reports/forget-acts.ts'
import { type Scrubbing, scrubIfDue } from './reports/scrub.ts'
import { shortenLives } from './reports/shorten-lives.ts'

const hour = 3_600_000

export async function sweep(ctx: Context): Promise<void> {
  await appendTally(ctx)
  await thinPublished(ctx.database.query, ctx.city.pins.instance, addDays(ctx.clock.today(), -90))
  await shortenLives(ctx)
  await eraseDue(ctx)
  await eraseUnusedFiles(ctx)
  await forgetActs(ctx)
  await letGo(ctx)
  await destroyEpochs(ctx)
  await forgetIdentities(ctx)
  await removeOrphans(ctx)
}

/** A failed sweep is for `onBroken`; tables that could not be written anew are tried again an hour later. */
export function sweepHourly(
  ctx: Context,
  { rewrite, data }: { rewrite: Scrubbing['rewrite'] | undefined; data: string },
  onBroken: (error: Error) => void,
): NodeJS.Timeout {
  const scrub = async () => {
    if (rewrite) await scrubIfDue({ rewrite, folder: join(data, 'log') }, erasedBy(ctx))
  }
  return setInterval(() => {
    void sweep(ctx).catch(onBroken)
    void forgetLines(data, isOver(ctx)).catch(onBroken)
    void scrub().catch((error: Error) => console.error(`tables were not written anew: ${error.message}`))
  }, hour)
}

/** Whether lines of that day may go: while no policy is in force, none. */
const isOver =
  ({ versions, clock }: Context) =>
  (day: string): boolean => {
    const life = versions.inForce()?.content.policy.retention.security_log
    return life !== undefined && endOf(day, life) < clock.today()
  }

const erasedBy = ({ clock, erasures }: Context) => ({
  today: clock.today(),
  hour: clock.hour(),
  erased: erasures.newest(),
})
