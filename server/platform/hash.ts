import { hash } from 'node:crypto'

export const sha256 = (some: Uint8Array): Buffer => hash('sha256', some, 'buffer')
