// A unit of twelve officers with 2,000 live reports loses one: how long until the key that may have been copied opens nothing here.
import { setTimeout } from 'node:timers/promises'
import { loseOne } from '../../testing/lose-one.ts'
import { createTown } from '../../testing/town.ts'
import { atMost, type Row } from './row.ts'
import type { Stage } from './stage.ts'

const officers = 12

export async function rotation({ options, say }: Pick<Stage, 'options' | 'say'>): Promise<Row> {
  const reports = options.quick ? 200 : 2000
  const town = await createTown({ suite: options.suite })
  try {
    const lost = await loseOne(town, { officers, reports, say, pause: () => setTimeout(1000) })
    const seconds = (ms: number) => Math.round(ms / 100) / 10
    return {
      name: 'rotation',
      title: `a unit of ${officers} officers with ${reports} live reports loses one`,
      lines: [],
      aims: [
        atMost('headers that open for the old key afterwards', lost.openedAfter, 0, ''),
        atMost('until the officer is out and the new key in use', seconds(lost.removed), 60, 's'),
        atMost('until no header opens for the old key', seconds(lost.resealed), 600, 's'),
        atMost('reports refused meanwhile', lost.refused, 0, ''),
      ],
      notes: [
        `before, the old key opened ${lost.openedBefore}; ${lost.arrived} reports came in meanwhile, one a second, the slowest in ${seconds(lost.slowest)} s`,
        'server, the desk that seals anew and the people who report share one process here; a colleague’s desk does it with three reports under way',
      ],
      values: { resealedMs: Math.round(lost.resealed), removedMs: Math.round(lost.removed), arrived: lost.arrived },
    }
  } finally {
    await town.close()
  }
}
