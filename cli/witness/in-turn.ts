// One after another for each name, and only so many waiting.
export class Busy extends Error {
  override name = 'Busy'
}

export type InTurn = {
  /** @throws Busy when too many wait already */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
  /** When nothing runs or waits. */
  idle(): Promise<void>
}

export function inTurn(mostWaiting: number): InTurn {
  const lanes = new Map<string, { last: Promise<unknown>; waiting: number }>()
  return {
    async run(name, work) {
      const lane = lanes.get(name) ?? { last: Promise.resolve(), waiting: 0 }
      if (lane.waiting >= mostWaiting) throw new Busy()
      lanes.set(name, lane)
      lane.waiting++
      const mine = lane.last.then(work)
      lane.last = mine.catch(() => {})
      try {
        return await mine
      } finally {
        if (--lane.waiting === 0) lanes.delete(name)
      }
    },
    async idle() {
      await Promise.all([...lanes.values()].map(({ last }) => last))
    },
  }
}
