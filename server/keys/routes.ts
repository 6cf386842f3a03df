import { readCards as readCardsRoute, writeCards as writeCardsRoute } from '@citycop/protocol/keys/card-contract.ts'
import {
  publishKeys as publishRoute,
  readDirectory,
  renewCurrent as renewRoute,
} from '@citycop/protocol/keys/contract.ts'
import { readKeys as readKeysRoute, wrapKeys as wrapRoute } from '@citycop/protocol/keys/member-contract.ts'
import type { Handle } from '../http/handle.ts'
import { readCards, writeCards } from './name-cards.ts'
import { publishKeys } from './publish-keys.ts'
import { makeDirectory } from './read-directory.ts'
import { renewCurrent } from './renew-current.ts'
import { readKeys, wrapKeys } from './wrap-keys.ts'

export function keyRoutes(handle: Handle): void {
  const directory = makeDirectory()
  handle(readDirectory, (ctx) => directory(ctx))
  handle(publishRoute, (ctx, { body }) => publishKeys(ctx, body))
  handle(renewRoute, (ctx, { body }) => renewCurrent(ctx, body))
  handle(readKeysRoute, (ctx, { officer }) => readKeys(ctx, officer))
  handle(readCardsRoute, (ctx, { officer }) => readCards(ctx, officer))
  handle(writeCardsRoute, (ctx, { body, officer }) => writeCards(ctx, officer, body))
  handle(wrapRoute, (ctx, { body, officer }) => wrapKeys(ctx, officer, body))
}
