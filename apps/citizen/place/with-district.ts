/** The place in words with another district in it: the last one goes where the first was, and nothing else is touched. */
export function withDistrict(where: string, before: string, district: string): string {
  const words =
    before !== '' && where.endsWith(before) ? where.slice(0, -before.length).replace(/,? *$/, '') : where.trimEnd()
  return [words, district].filter((one) => one !== '').join(', ')
}
