// The time of the city. Civil days are the city's own; everything else is UTC.
export type Clock = { now(): Date; today(): string; minute(): string }

export function makeClock(timeZone: string, now: () => Date = () => new Date()): Clock {
  const civil = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return {
    now,
    today: () => civil.format(now()),
    minute: () => `${now().toISOString().slice(0, 16)}Z`,
  }
}
