// The districts whose name, in any of the city's languages, holds what was typed. Capitals and accents do not matter.
import type { District } from './whereabouts.ts'

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Every typed word must begin a word of one name; nothing typed finds all. */
export function findDistricts(districts: readonly District[], typed: string): District[] {
  const wanted = plain(typed).split(' ').filter(Boolean)
  const fits = (name: string) => {
    const words = plain(name).split(' ')
    return wanted.every((one) => words.some((word) => word.startsWith(one)))
  }
  return districts.filter(({ name }) => Object.values(name).some(fits))
}
