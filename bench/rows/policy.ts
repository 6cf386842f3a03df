// The policies: how long a decision takes, alone, for a page of the inbox, and as a part of whole requests.
import type { Figures } from '../load/closed-loop.ts'
import type { Options } from '../options.ts'
import { decideAlone } from '../policy/decide-alone.ts'
import { decidePage } from '../policy/decide-page.ts'
import { type Cost, requestCost } from '../policy/request-cost.ts'
import { atMost, type Line, type Row } from './row.ts'

export async function policy(options: Options, say: (line: string) => void): Promise<Row> {
  const { lines, one, processor, processorBare } = decideAlone(options.seconds, say)
  const { lines: ofPage, cases } = decidePage(options.seconds / 2)
  const { page, opening } = await requestCost(options, say)
  const values = {
    processorOfDecision: processor,
    processorOfBare: processorBare,
    addedToPageP50: added(page, 'p50'),
    addedToPageP95: added(page, 'p95'),
    addedToOpeningP50: added(opening, 'p50'),
    addedToOpeningP95: added(opening, 'p95'),
    processorOfPage: page[0]?.processor ?? Number.NaN,
    processorAddedToPage: addedOfProcessor(page),
    processorOfOpening: opening[0]?.processor ?? Number.NaN,
    processorAddedToOpening: addedOfProcessor(opening),
  }
  const requests = [...page, ...opening]
  return {
    name: 'policy',
    title: 'the policies: one decision, a page of decisions, and what they add to a request',
    lines: [...lines, ...ofPage, ...requests],
    aims: [
      atMost('a decision of 25 policies and 6 entities, p95', one.p95, 1, 'ms'),
      atMost(
        'errors',
        requests.reduce((sum, { figures }) => sum + figures.errors, 0),
        0,
        '',
      ),
    ],
    notes: [
      `of the processor’s time such a decision takes ${spell(processor)} and bare Cedar ${spell(processorBare)} on average, whatever else the machine does`,
      `among the hundred rows of a page there were ${cases} cases: equal ones are decided once in a minute`,
      ...(['p50', 'p95'] as const).map(
        (part) =>
          `added by deciding, as it ships, ${part}: ${spell(added(page, part))} to a page of 100, ${spell(added(opening, part))} to an opening`,
      ),
      `of the server’s own processor time deciding takes ${spell(addedOfProcessor(page))} of ${spell(values.processorOfPage)} for a page, ${spell(addedOfProcessor(opening))} of ${spell(values.processorOfOpening)} for an opening (average)`,
      'requests are one at a time; beside one another the same server without the decision, and with no two cases taken as equal',
    ],
    values,
  }
}

/** The difference to the same request without the decision; the noise of two measurements can make it less than nothing. */
function added([ships, , none]: readonly Line[], part: keyof Pick<Figures, 'p50' | 'p95'>): number {
  return ships && none ? ships.figures[part] - none.figures[part] : Number.NaN
}

function addedOfProcessor([ships, , none]: readonly Cost[]): number {
  return ships && none ? ships.processor - none.processor : Number.NaN
}

const spell = (milliseconds: number): string => `${milliseconds.toFixed(2)} ms`
