import type { Answers } from './answers.ts'

/** What every question of a report is given. */
export type StepProps = { answers: Answers; changing: boolean; onnext: () => void; onback: () => void }
