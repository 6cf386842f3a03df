// What the demo tells: a report somebody made, and what became of it. Which unit receives it, and who answers there, is the pilot's.
import type { Category } from '@citycop/protocol/reports/categories.ts'
import type { CloseReason } from '@citycop/protocol/reports/workflow.ts'
import type { Scene } from './picture.ts'

/** Of those who hold the unit's key, in the pilot's order. */
export type Part = 'first' | 'second'

export type Step =
  | { readonly officer: Part; readonly does: 'take' | 'open' }
  | { readonly officer: Part; readonly does: 'answer' | 'ask'; readonly text: string }
  | { readonly officer: Part; readonly does: 'close'; readonly reason: CloseReason; readonly text: string }
  /** Asks whether the text may be handed to the first service of the city's list that has a key; left out where none has. */
  | { readonly officer: Part; readonly does: 'offer'; readonly text: string }
  | { readonly does: 'agree'; readonly text: string }
  | { readonly does: 'say'; readonly text: string; readonly photos?: readonly Scene[] }
  | { readonly does: 'contest'; readonly text: string }
  | { readonly does: 'withdraw' }

export type Story = {
  /** Kept in DATA/demo/reports.json, so that a second start knows what was told. */
  readonly id: string
  readonly category: Category
  readonly language: 'en' | 'it'
  readonly what: string
  readonly where: string
  readonly when: string
  readonly name?: string
  readonly contact?: string
  readonly photos?: readonly Scene[]
  readonly after: readonly Step[]
}
