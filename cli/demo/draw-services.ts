// The keys of the services that a demo hands texts to. Drawn when the demo is founded, one for each service of its pilot, and kept where
// the demo's people are: whoever tries the demo opens the file at the other end with `age -d -i`. A real service draws its own.
import { recipientWords } from '@citycop/client/conversation/read-services.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import type { ServiceKeys } from '@citycop/protocol/pilots/service-keys.ts'
import type { Files } from '../instance/key-files.ts'
import { pilotsFolder, readPilot } from '../pilots/pilot-folder.ts'

export type DrawnServices = {
  /** For DATA/demo/services: an age identity each, with the six words that the service tells the officers. */
  readonly secret: Files
  /** For the server, which serves them like those of a real city's list. */
  readonly keys: ServiceKeys
}

export async function drawServices(city: string, folder = pilotsFolder): Promise<DrawnServices> {
  const secret: Record<string, string> = {}
  const keys: Record<string, string> = {}
  for (const { id, title } of readPilot(city, folder).pilot.services ?? []) {
    const identity = newIdentity('classic') // the age that systems bring today opens no other
    const recipient = await recipientOf(identity)
    const name = title.en ?? Object.values(title)[0] ?? id
    keys[id] = recipient
    secret[`services/${id}.key`] = [
      `# ${name}, in the demo of ${city}: what is handed to it opens with age -d -i THIS-FILE`,
      `# the six words that it gave the officers: ${await recipientWords(recipient)}`,
      `# public key: ${recipient}`,
      identity,
      '',
    ].join('\n')
  }
  return { secret, keys: { v: 1, keys } }
}
