// When a desk that nobody touches must lock. Time comes in as an argument; the caller reads the clock.
export const idleAfter = 10 * 60_000
const warnBefore = 60_000

export type Idle = { readonly touchedAt: number }

// A clock set back would otherwise keep a desk open for as long as it was set back.
export const expired = (idle: Idle, now: number): boolean => Math.abs(now - idle.touchedAt) >= idleAfter
export const expiresSoon = (idle: Idle, now: number): boolean => now - idle.touchedAt >= idleAfter - warnBefore

// A laptop that slept wakes with timers that never ran: a touch after the limit must lock, not start the time anew.
export const touched = (idle: Idle, now: number): Idle => (expired(idle, now) ? idle : { touchedAt: now })
