// A size in words a person reads: kB and MB are the same in every language we speak.
export function saySize(bytes: number, language: string): string {
  const round = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${round(bytes / 1000)} kB` : `${round(bytes / 1_000_000)} MB`
}
