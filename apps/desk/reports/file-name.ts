// The name under which a stranger's file may be saved: no folder, no hidden file, no letters that turn the ending around.
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const forbidden = /[\p{Cc}\p{Zl}\p{Zp}/\\:*?"<>|]/gu
const longest = 100

export function fileName(given: string, fallback: string): string {
  const name = given
    .normalize('NFC')
    .replace(directions, '')
    .replace(forbidden, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
  if (name === '') return fallback
  const ending = /\.[a-z0-9]{1,8}$/iu.exec(name)?.[0] ?? ''
  return name.length <= longest ? name : name.slice(0, longest - ending.length) + ending
}
