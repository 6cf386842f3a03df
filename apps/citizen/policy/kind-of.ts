// For the choice of saying who one is, a policy knows three kinds. Of what this app takes, a tip is one and all else is a concern:
// a formal complaint is lodged with a unit, never by a report alone.
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import { type Category, groupOf } from '@citycop/protocol/reports/categories.ts'

export const kindOf = (category: Category): keyof Policy['modes'] => (groupOf[category] === 'tip' ? 'tip' : 'concern')
