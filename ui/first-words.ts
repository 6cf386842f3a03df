// The first time that a browser puts a day or a number into words it reads its tables, which takes an old phone a tenth of a second. That is
// done in a task of its own, so that it does not come on top of a whole screen and hold up a finger.
import { sayTime } from './dates.ts'
import type { Language } from './languages.ts'

let read: Promise<void> | undefined

/** Once for each opening of the app; whoever waits goes on in a later task. */
export const tablesRead = (language: Language): Promise<void> =>
  (read ??= new Promise((resolve) =>
    setTimeout(() => {
      sayTime(new Date(), language)
      setTimeout(resolve)
    }),
  ))
