// In a Worker: the answers to signatures, by the function that the app's Worker uses.
import { fromHex } from '@citycop/protocol/contract/bytes.ts'
import { verifySignature } from '@citycop/protocol/contract/dsse.ts'

type Case = { readonly key: string; readonly message: string; readonly signature: string }

addEventListener('message', ({ data }: MessageEvent<Case[]>) => {
  postMessage(
    data.map(({ key, message, signature }) => verifySignature(fromHex(key), fromHex(message), fromHex(signature))),
  )
})
