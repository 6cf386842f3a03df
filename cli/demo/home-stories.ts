// The demo's reports about violence at home: written with care, without detail that serves nobody. All invented.
import type { Story } from './story.ts'

export const homeStories: readonly Story[] = [
  {
    id: 'neighbours',
    category: 'violence-home',
    language: 'it',
    what: 'Dall’appartamento sopra il mio sento urla e colpi quasi ogni sera, e un bambino che piange. Non so se faccio bene a scrivere.',
    where: 'Via delle Reti 8, terzo piano',
    when: 'quasi ogni sera, dopo le 20',
    after: [],
  },
  {
    id: 'phone',
    category: 'violence-home',
    language: 'en',
    what: 'My partner reads my phone and decides whom I may see. Last week he locked me in. I am writing from the library. Please do not call me.',
    where: 'at home',
    when: 'for about a year; last Tuesday was the worst',
    contact: 'only here, please do not call',
    after: [
      { officer: 'first', does: 'open' },
      {
        officer: 'first',
        does: 'answer',
        text: 'You did right to write. We will not call and we will not come unless you ask us to. When you can, read here: we have a safe place to talk near the library, any weekday, and nobody there wears a uniform.',
      },
      { does: 'say', text: 'Thank you. Would Thursday at eleven be possible? And is there somewhere I could sleep?' },
      {
        officer: 'first',
        does: 'offer',
        text: 'A woman needs a safe place for some nights, from Thursday on. She must not be called and will call you herself: she says the number of this paper.',
      },
      { does: 'agree', text: 'Yes, you may' },
    ],
  },
  {
    id: 'brother',
    category: 'violence-home',
    language: 'en',
    what: 'I am worried about my sister. She came to dinner with a bruise on her arm and would not say from what.',
    where: 'I would rather not say yet',
    when: 'last Sunday',
    after: [
      { officer: 'second', does: 'take' },
      {
        officer: 'second',
        does: 'close',
        reason: 'referred',
        text: 'With your agreement the women’s advice centre knows that you may call. They can help you to help her. Write here again at any time, and this opens again.',
      },
    ],
  },
]
