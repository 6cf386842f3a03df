import { sayLanguage } from '@citycop/ui/spoken.ts'

export const languageName = sayLanguage
