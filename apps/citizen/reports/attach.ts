// Which of the chosen files may come along, and why the others may not.
export const mostFiles = 30
export const mostBytes = 100 * 1024 * 1024

export type Refused = { name: string; why: 'too-large' | 'too-many' | 'empty' }

export function attach(held: readonly File[], chosen: readonly File[]): { files: File[]; refused: Refused[] } {
  const files = [...held]
  const refused: Refused[] = []
  for (const file of chosen) {
    if (file.size > mostBytes) refused.push({ name: file.name, why: 'too-large' })
    else if (file.size === 0) refused.push({ name: file.name, why: 'empty' })
    else if (files.length >= mostFiles) refused.push({ name: file.name, why: 'too-many' })
    else files.push(file)
  }
  return { files, refused }
}
