// Which city a command talks to, and by which key it knows that city (J1).
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Instance, readPins } from '@citycop/client/keys/connect.ts'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type Pins, pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import type { Given, Options } from './command.ts'
import { memoryOf } from './memory.ts'
import { Refused } from './refusal.ts'
import { Usage } from './usage.ts'

export const pinOption = {
  value: 'FILE|WORDS',
  says: 'the key you know the city by: its pins.json, got from a place you trust, or the six words of its fingerprint. Needed unless the server is on this machine and its root certificate says demo',
}
export const cityOptions: Options = {
  server: { value: 'URL', says: 'the address of the city’s server', required: true },
  pin: pinOption,
}

/** @throws Distrusted when anything does not hang on the pinned root */
export async function cityOf(given: Given): Promise<Instance> {
  const origin = originOf(given.need('server'))
  if (isBare(origin)) given.warn('note: over http, others on the way see that you use this, though not what you say')
  const pins = await pinsFor(origin, given.text('pin'))
  return connect(origin, { pins, memory: memoryOf(pins, given.warn) })
}

const isBare = (origin: string): boolean =>
  origin.startsWith('http:') && !isLoopback(origin) && !new URL(origin).hostname.endsWith('.onion')

export function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new Usage('--server takes an address like https://city.example')
  if (url.username || url.password) throw new Usage('--server takes no user name and no password')
  return url.origin
}

/** The pins to trust. Never the server's own word for them, but for a demo on this very machine. */
export async function pinsFor(origin: string, pin: string | undefined): Promise<Pins> {
  if (pin !== undefined) return looksLikeWords(pin) ? pinsByWords(origin, pin) : pinsFromFile(pin)
  if (!isLoopback(origin))
    throw new Refused('pin-missing', 'name the key you know this city by: --pin FILE, or --pin "SIX WORDS"')
  const pins = await readPins(origin)
  if (!pins.demo) throw new Refused('pin-missing', 'this city is no demo, so name the key you know it by with --pin')
  return pins
}

export function pinsFromFile(file: string): Pins {
  const pins = parsePayload(pinsSchema, readFileSync(file))
  if (!pins) throw new Refused('pin-unreadable', `${file} is not a pins.json`)
  return pins
}

async function pinsByWords(origin: string, words: string): Promise<Pins> {
  const pins = await readPins(origin)
  if ((await fingerprint(pins.rootPk)) === asTyped(words)) return pins
  for (const root of await rootsOf(origin, pins)) if ((await fingerprint(root)) === asTyped(words)) return pins
  throw new Refused('pin-differs', 'stopped: the server shows another root key than the one with these words')
}

/** Every key that was the root, each step signed by the one before and by three custodians: old words still name the city. */
async function rootsOf(origin: string, pins: Pins): Promise<readonly string[]> {
  const none = { read: () => undefined, write: () => {} }
  const instance = await connect(origin, { pins, memory: none }).catch(() => undefined)
  return instance?.directory.trusted.roots ?? []
}

export const asTyped = (words: string): string => words.trim().toLowerCase().split(/\s+/).join(' ')
export const looksLikeWords = (pin: string): boolean => !existsSync(pin) && /^\s*[a-z]+(\s+[a-z]+){5}\s*$/i.test(pin)

export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
