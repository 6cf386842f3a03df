// What stops a start and can be mended by whoever started it. It is shown as one sentence, without a stack.
export class CannotStart extends Error {}

const sentences: Record<string, (error: NodeJS.ErrnoException) => string> = {
  ENOSPC: () => 'the disk is full; free some space and start again',
  EDQUOT: () => 'the disk quota is used up; free some space and start again',
  '53100': () => 'the disk is full, says PostgreSQL; free some space and start again',
  EROFS: (error) => `${error.path ?? 'the disk'} cannot be written: the file system is read-only`,
  EACCES: (error) => `${error.path ?? 'a file'} cannot be used: this user may not`,
  EPERM: (error) => `${error.path ?? 'a file'} cannot be used: this user may not`,
}

/** One sentence for what somebody can mend; undefined for a defect, which needs its stack. */
export function whatToMend(error: unknown): string | undefined {
  if (error instanceof CannotStart) return error.message
  if (!(error instanceof Error)) return undefined
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return sentences[code]?.(error) ?? (saysFull(error.message) ? sentences.ENOSPC?.(error) : undefined)
}

/** True for what other programs print when a disk is full. */
export const saysFull = (text: string): boolean => /no space left on device|ENOSPC|disk quota exceeded/i.test(text)
