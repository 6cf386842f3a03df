// The time of the city. Civil days are the city's own; everything else is UTC.
export type Clock = { now(): Date; today(): string; minute(): string /** 0 to 23, in the city. */; hour(): number }

/** `timeZone` is a question, because the policy in force answers it; what it answers holds from the next minute on. */
export function makeClock(timeZone: string | (() => string), now: () => Date = () => new Date()): Clock {
  const zone = typeof timeZone === 'string' ? () => timeZone : timeZone
  let civil = civilIn('UTC')
  let [minute, day] = [0, '']
  const today = (): string => {
    const at = now()
    const current = Math.floor(at.getTime() / 60_000)
    if (current === minute) return day // no time zone changes its day within a minute
    minute = current
    day = civil.format(at) // first, because the zone's own answer asks for the day
    const wanted = zone()
    if (civil.resolvedOptions().timeZone !== wanted) {
      civil = civilIn(wanted)
      day = civil.format(at)
    }
    return day
  }
  return {
    now,
    today,
    hour: () => Number(now().toLocaleString('en-GB', { timeZone: zone(), hour: '2-digit', hourCycle: 'h23' })),
    minute: () => `${now().toISOString().slice(0, 16)}Z`,
  }
}

const civilIn = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
