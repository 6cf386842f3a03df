/** A referral's message says "Safe House: K7QF-2M9X"; where the number stands in a sentence of its own, once is enough. */
export function beforeNumber(text: string, number: string | undefined): string {
  const end = `: ${number}`
  return number !== undefined && text.endsWith(end) ? text.slice(0, -end.length) : text
}
