// Every expected refusal, as RFC 9457 problem+json. The codes are the contract: a phone says each in the person's language.
export const problems = {
  'bad-request': [400, 'the request does not have the shape this act asks for'],
  'bad-signature': [400, 'the signature does not fit the request'],
  'wrong-instance': [400, 'this was made for another city'],
  'wrong-suite': [400, 'this was sealed in another suite than this city uses'],
  'wrong-size': [400, 'the sealed size is none of the allowed size classes'],
  'wrong-unit': [400, 'this unit does not receive that kind of report'],
  'epoch-expired': [409, 'the key this was sealed to has ended; seal it again'],
  'work-missing': [428, 'the proof of work is missing or too easy'],
  'challenge-stale': [409, 'the challenge is older than five minutes; ask for a new one'],
  'not-signed-in': [401, 'sign in first'],
  forbidden: [403, 'the policy does not allow this'],
  'not-found': [404, 'there is nothing under this name'],
  'method-not-allowed': [405, 'this address takes another method'],
  'seq-taken': [409, 'another message came first; read the thread again and seal anew'],
  'state-changed': [409, 'the report is in a state that does not allow this'],
  'blob-unknown': [409, 'an attached file has not arrived whole'],
  'blob-conflict': [409, 'a different part is already stored in this place'],
  'too-many-files': [409, 'this report may not hold more files'],
  'too-large': [413, 'the request is larger than this act allows'],
  'not-json': [415, 'this act takes JSON, or bytes where it says so'],
  'policy-refused': [409, 'this version of the policy cannot be published as it is'],
  'not-open': [403, 'this city does not take reports yet'],
  'policy-changed': [409, 'the policy in force has another version; read the directory again'],
  'not-logged': [503, 'the log could not be written, so nothing was released'],
  unavailable: [503, 'the service is interrupted; send the same again in a minute'],
  'storage-full': [507, 'there is no room to store this'],
  broken: [500, 'something broke on our side; nothing was stored'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** A refusal. `detail` never holds a secret or a person's words. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly detail: string
  readonly extra: Readonly<Record<string, number | string>>

  constructor(code: ProblemCode, detail = '', extra: Readonly<Record<string, number | string>> = {}) {
    super(detail ? `${problems[code][1]}: ${detail}` : problems[code][1])
    this.name = 'Problem'
    this.code = code
    this.status = problems[code][0]
    this.detail = detail
    this.extra = extra
  }
}

export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problems

/** The body of application/problem+json. */
export const problemBody = (problem: Problem) => ({
  type: `urn:citycop:problem:${problem.code}`,
  title: problems[problem.code][1],
  status: problem.status,
  ...(problem.detail ? { detail: problem.detail } : {}),
  ...problem.extra,
})
