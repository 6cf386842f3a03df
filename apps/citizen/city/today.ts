// The city's civil day, wherever the phone is. Swedish writes it as 2026-11-23.
export const today = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
