// Requests in order about notes.
import { sealUnitMessage } from '@citycop/client/conversation/seal-unit-message.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Make } from './targets.ts'

export const noteTargets: Readonly<Record<string, Make>> = {
  'report:note': async (_town, { anna, open }) => {
    const { id, message: note } = await sealUnitMessage(anna, open.opened, { type: 'note', text: 'Noted.' })
    const request = signRequest(anna, { action: 'report:note', ref: open.ref, objects: [id] })
    const said: unknown = JSON.parse(Buffer.from(request.payload, 'base64').toString())
    return {
      body: { request, note },
      token: anna.token,
      inside: (change) => ({
        request: signEnvelope('act', bytes(JSON.stringify(change(said)) ?? ''), anna.signSeed),
        note,
      }),
    }
  },
}
