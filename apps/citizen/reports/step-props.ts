import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { Ask } from '../worker/start-worker.ts'
import type { Answers } from './answers.ts'

/** What every question of a report is given. Of the city, what is known by then. */
export type StepProps = {
  answers: Answers
  changing: boolean
  pilot: PublicPilot | undefined
  terms: Policy | undefined
  ask: Ask
  onnext: () => void
  onback: () => void
}
