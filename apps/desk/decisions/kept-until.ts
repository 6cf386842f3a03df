// Until when a report would be kept if it were filed as something: what the server will work out too, from the same versions.
import { addDays } from '@citycop/protocol/contract/days.ts'
import { endDate } from '@citycop/protocol/policy/end-date.ts'
import { type RetentionClass, termsOf } from '@citycop/protocol/policy/terms.ts'
import type { VersionView } from '../worker/commands.ts'

type Begun = Pick<VersionView, 'number' | 'from' | 'content'>

/** Undefined when no version covers that day. On the day a version began, a report may have come before it: then both count. */
export function keptUntil(
  received: string,
  filedAs: RetentionClass,
  versions: readonly Begun[],
  today: string,
): string | undefined {
  const lived = [addDays(received, -1), received].flatMap((day) => inForce(versions, day) ?? [])
  const since = lived[0] ?? Number.POSITIVE_INFINITY
  const now = inForce(versions, today) ?? 0
  const counting = versions.filter(({ number }) => number >= since && number <= now)
  return counting.length === 0
    ? undefined
    : endDate(
        received,
        filedAs,
        counting.map(({ content }) => termsOf(content.policy)),
      )
}

const inForce = (versions: readonly Begun[], day: string): number | undefined =>
  versions.filter(({ from }) => from <= day).sort((one, other) => other.number - one.number)[0]?.number
