// The lists of words lie beside the app and are fetched one by one: inside this classic script they would be a fifth of it.
import { Unreachable } from '@citycop/client/api/call.ts'
import type { WordLanguage, WordLists } from '@citycop/client/sealing/passphrase.ts'

const fetched = new Map<WordLanguage, readonly string[]>()

async function fetchList(language: WordLanguage): Promise<readonly string[]> {
  const known = fetched.get(language)
  if (known) return known
  const answer = await fetch(`/assets/words-${language}.txt`, { credentials: 'omit', redirect: 'error' }).catch(
    () => {},
  )
  if (!answer?.ok) throw new Unreachable()
  const list = (await answer.text()).trim().split('\n')
  if (list.length !== 2048) throw new Error('this is no list of words')
  fetched.set(language, list)
  return list
}

export const fetchedLists: WordLists = {
  en: () => fetchList('en'),
  it: () => fetchList('it'),
  pt: () => fetchList('pt'),
}
