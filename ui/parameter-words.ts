// The parameters of a policy in words: those that the floor bounds by their ids, the others by where they stand.
import type { MessageKey } from './message-key.ts'
import { say } from './messages.svelte.ts'

/** By the id of the floor. */
export const parameterWords: Readonly<Record<string, MessageKey>> = {
  R1: 'policy-param.R1',
  R2: 'policy-param.R2',
  R3: 'policy-param.R3',
  R4: 'policy-param.R4',
  R5: 'policy-param.R5',
  R6: 'policy-param.R6',
  R7: 'policy-param.R7',
  R8: 'policy-param.R8',
  R9: 'policy-param.R9',
  R10: 'policy-param.R10',
  R11: 'policy-param.R11',
  R12: 'policy-param.R12',
  R13: 'policy-param.R13',
  R14: 'policy-param.R14',
  R15: 'policy-param.R15',
  R16: 'policy-param.R16',
  R17: 'policy-param.R17',
  U1: 'policy-param.U1',
  U2: 'policy-param.U2',
  U3: 'policy-param.U3',
  I1: 'policy-param.I1',
  I2: 'policy-param.I2',
  I3: 'policy-param.I3',
  I4: 'policy-param.I4',
  I5: 'policy-param.I5',
  I6: 'policy-param.I6',
  M1: 'policy-param.M1',
  M2: 'policy-param.M2',
  M3: 'policy-param.M3',
  M4: 'policy-param.M4',
  M5: 'policy-param.M5',
  D1: 'policy-param.D1',
  D2: 'policy-param.D2',
  D3: 'policy-param.D3',
  D4: 'policy-param.D4',
  D5: 'policy-param.D5',
  D6: 'policy-param.D6',
  S1: 'policy-param.S1',
  S2: 'policy-param.S2',
  A1: 'policy-param.A1',
  A2: 'policy-param.A2',
  C1: 'policy-param.C1',
  C2: 'policy-param.C2',
  C3: 'policy-param.C3',
  T1: 'policy-param.T1',
  T2: 'policy-param.T2',
  T3: 'policy-param.T3',
  T4: 'policy-param.T4',
  B1: 'policy-param.B1',
  F1: 'policy-param.F1',
  F2: 'policy-param.F2',
  F3: 'policy-param.F3',
  F4: 'policy-param.F4',
  F5: 'policy-param.F5',
  N1: 'policy-param.N1',
  N2: 'policy-param.N2',
  X1: 'policy-param.X1',
  X2: 'policy-param.X2',
  X3: 'policy-param.X3',
  X4: 'policy-param.X4',
  G1: 'policy-param.G1',
  G2: 'policy-param.G2',
  G3: 'policy-param.G3',
  G4: 'policy-param.G4',
  G5: 'policy-param.G5',
}

/** By the place in policy.json, where no bound of the floor stands. */
export const placeWords: Readonly<Record<string, MessageKey>> = {
  languages: 'policy-param.languages',
  'lea.name': 'policy-param.lea-name',
  'service.time_zone': 'policy-param.time-zone',
  'service.acknowledge_days': 'policy-param.acknowledge-days',
  'service.answer_days': 'policy-param.answer-days',
  'service.triage_hours': 'policy-param.triage-hours',
  'service.withdrawal_days': 'policy-param.withdrawal-days',
  'retention.erasure_notice': 'policy-param.erasure-notice',
  'deferral.law': 'policy-param.deferral-law',
  'deferral.days': 'policy-param.deferral-days',
  limits: 'policy-param.limits',
  deviations: 'policy-param.deviations',
  purposes: 'policy-param.purposes',
  recipients: 'policy-param.recipients',
  transfers: 'policy-param.transfers',
}

/** What a parameter is about; a place that nobody has words for says itself. */
export function sayParameter(place: string, id?: string): string {
  const member = /\[([^\]=]+)\]/.exec(place)?.[1] // "[class=…]" is part of the parameter, "[led_detect]" names one of several
  const key = (id === undefined ? undefined : parameterWords[id]) ?? placeWords[place]
  if (!key) return place
  return member === undefined ? say(key) : `${say(key)} – ${member}`
}
