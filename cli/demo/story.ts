// What the demo tells: a report somebody in the harbour town made, and what became of it.
import type { Category } from '@citycop/protocol/reports/categories.ts'
import type { CloseReason } from '@citycop/protocol/reports/workflow.ts'
import type { Scene } from './picture.ts'

export type Step =
  | { readonly officer: string; readonly does: 'take' | 'open' }
  | { readonly officer: string; readonly does: 'answer' | 'ask'; readonly text: string }
  | { readonly officer: string; readonly does: 'close'; readonly reason: CloseReason; readonly text: string }
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
