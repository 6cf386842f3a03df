/** What the server released does not fit what was asked for or logged. The view locks; `evidence` is a file to keep. */
export class Tampered extends Error {
  override name = 'Tampered'
  readonly why: 'proof' | 'request' | 'tag' | 'objects' | 'content'
  readonly evidence: string

  constructor(why: Tampered['why'], evidence: object) {
    super(`the server’s answer does not fit this opening: ${why}`)
    this.why = why
    this.evidence = JSON.stringify({ v: 1, kind: 'citycop-evidence', why, ...evidence }, null, 1)
  }
}
