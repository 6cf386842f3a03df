// A receipt: made once the log has signed, because it promises nothing that could still be lost.
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { ReceiptReply } from '@citycop/protocol/reports/contract.ts'
import { reference } from '@citycop/protocol/reports/mailbox.ts'
import type { Context } from '../context.ts'
import { envelopeBy } from '../platform/signing.ts'

type Accepted = { readonly id: Uint8Array; readonly mailbox: string; readonly unit: string; readonly day: string }

export async function makeReceipt(
  { city, log, policy }: Context,
  index: number,
  leaf: Uint8Array,
  { id, mailbox, unit, day }: Accepted,
): Promise<ReceiptReply> {
  const said = {
    v: 1,
    instance: city.pins.instance,
    id: Buffer.from(id).toString('hex'),
    reference: reference(mailbox),
    unit,
    day,
    leaf: Buffer.from(leaf).toString('base64'),
    policyVersion: policy.version,
  }
  return { receipt: envelopeBy(city.accept, 'receipt', bytes(canonical(said))), proof: await log.prove(index) }
}
