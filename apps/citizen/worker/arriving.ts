// A part of the Worker that is fetched when it is needed. When it does not come, that is the network's fault, and one can try again.
import { Unreachable } from '@citycop/client/api/call.ts'

export const arriving = <Part>(part: Promise<Part>): Promise<Part> =>
  part.catch(() => {
    throw new Unreachable()
  })
