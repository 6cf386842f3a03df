// What a command may tell the page while it runs: how far it is, what the device has seen, that the list is another.
import type { Seen } from '@citycop/client/keys/connect.ts'
import type { Progress } from './commands.ts'

export type Page = { tell: (progress: Progress) => void; remember: (seen: Seen) => void; changed: () => void }
