/** The person typed something no command takes: one sentence, exit code 2. */
export class Usage extends Error {
  override name = 'Usage'
}
