// Puts the lists of words beside the app, a word a line: its Worker fetches the one it needs.
import { wordLanguages, wordLists } from '@citycop/client/sealing/passphrase.ts'
import type { Plugin } from 'vite'

export const emitWordLists = (): Plugin => ({
  name: 'word-lists',
  async generateBundle() {
    for (const language of wordLanguages)
      this.emitFile({
        type: 'asset',
        fileName: `assets/words-${language}.txt`,
        source: `${(await wordLists[language]()).join('\n')}\n`,
      })
  },
})
