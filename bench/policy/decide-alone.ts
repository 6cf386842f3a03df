// The decision itself, in this process: the one way to ask (floor/decide) beside Cedar bare and beside no policy at all.
import { statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { decide } from '@citycop/floor/decide/decide.ts'
import { callFor } from '@citycop/floor/decide/evaluate.ts'
import { citySet } from '@citycop/floor/decide/prepare.ts'
import { type Figures, figures } from '../load/closed-loop.ts'
import { type Tight, tightLoop } from '../load/tight-loop.ts'
import type { Line } from '../rows/row.ts'
import { ifOnly, type Plain } from './if-only.ts'
import { isYes, prepareAll, prepareFew, questions } from './questions.ts'

const rounds = 3

/** `one`: the decision of 25 policies and 6 entities, which the aims are held against. */
export type Alone = {
  readonly lines: readonly Line[]
  readonly one: Figures
  /** Milliseconds of the processor that one took on average, and so long the same in bare Cedar. */
  readonly processor: number
  readonly processorBare: number
}

export function decideAlone(seconds: number, say: (line: string) => void): Alone {
  const sets = [prepareFew, prepareAll]
  const names = sets.map((prepare) => `${prepare()} policies`)
  const [few, bare, all, plain]: [Tight[], Tight[], Tight[], Tight[]] = [[], [], [], []]
  for (let round = 1; round <= rounds; round++) {
    say(`decisions, round ${round} of ${rounds}`)
    prepareFew()
    few.push(measure(seconds / rounds))
    bare.push(measureBare(seconds / rounds))
    prepareAll()
    all.push(measure(seconds / rounds))
    plain.push(measurePlain(seconds / rounds))
  }
  const line = (what: string, measured: Tight[]): Line => ({ what, figures: wallOf(measured) })
  return {
    one: wallOf(few),
    processor: perOne(few),
    processorBare: perOne(bare),
    lines: [
      line(`decide, ${names[0]}, 6 entities`, few),
      line(`bare Cedar, ${names[0]}, 6 entities`, bare),
      line(`decide, ${names[1]}, 6 entities`, all),
      line('no policy: a function of ifs', plain),
    ],
  }
}

const wallOf = (measured: readonly Tight[]): Figures => figures(measured.map(({ wall }) => wall))
const perOne = (measured: readonly Tight[]): number =>
  measured.reduce((sum, { processor }) => sum + processor, 0) / wallOf(measured).done

/** An answer is looked at, so that none is left out; a wrong one is worth no time. */
function expect(n: number, allowed: boolean): void {
  if (allowed !== isYes(n)) throw new Error('a question was answered otherwise than before')
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

function measure(seconds: number): Tight {
  return tightLoop(seconds, (n) => {
    expect(n, decide('bench', pick(questions, n)).allowed)
  })
}

/** One call with the same schema and the question as Cedar wants it, made beforehand: nothing is looked at before or after. */
function measureBare(seconds: number): Tight {
  const calls = questions.map((query) => callFor(citySet('bench'), query))
  return tightLoop(seconds, (n) => {
    const answer = statefulIsAuthorized(pick(calls, n))
    expect(n, answer.type === 'success' && answer.response.decision === 'allow')
  })
}

function measurePlain(seconds: number): Tight {
  const asked: readonly Plain[] = [0, 1, 2, 3].map((n) => ({
    role: 'case_officer',
    units: ['harbour'],
    unit: n === 3 ? 'home' : 'harbour',
    sameCity: true,
    endsOn: n === 1 ? 0 : 1,
    today: 1,
  }))
  return tightLoop(seconds, (n) => {
    expect(n, ifOnly(pick(asked, n)))
  })
}
