/** The city's text stands first; what the officer had written stays. */
export const begunWith = (text: string, written: string): string =>
  written.trim() === '' ? text : `${text}\n\n${written}`
