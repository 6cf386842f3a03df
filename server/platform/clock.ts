// The time of the city. Civil days are the city's own; everything else is UTC.
export type Clock = { now(): Date; today(): string; minute(): string }

export function makeClock(timeZone: string, now: () => Date = () => new Date()): Clock {
  const civil = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  let [minute, day] = [0, '']
  const today = (): string => {
    const at = now()
    const current = Math.floor(at.getTime() / 60_000)
    if (current !== minute) [minute, day] = [current, civil.format(at)] // no time zone changes its day within a minute
    return day
  }
  return {
    now,
    today,
    minute: () => `${now().toISOString().slice(0, 16)}Z`,
  }
}
