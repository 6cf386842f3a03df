// `citycop administrator new`: an administrator's key is drawn on the administrator's own machine, and stays there.
import { newSeed } from '@citycop/client/keys/make-certificate.ts'
import { requestWords } from '@citycop/client/keys/member-request.ts'
import { askToAdminister } from '@citycop/client/keys/name-administrator.ts'
import type { Command, Given } from '../command.ts'
import { drawnPassphrase } from '../drawn-passphrase.ts'
import { adminPassphrase, sealSeed } from '../instance/sealed-seed.ts'
import { pinsFileOption, pinsGiven, refuseTaken, writeJson } from '../recovery/recovery-files.ts'
import { writeDurably } from '../write-durably.ts'

export const command: Command = {
  options: {
    pins: pinsFileOption,
    name: { value: 'NAME', says: 'how the others call you; it goes into no certificate and no log', required: true },
    out: {
      value: 'FILE',
      says: 'where your key goes; the request goes beside it, as FILE.request.json',
      required: true,
    },
  },
  about: `
Draws the key with which you certify the officers and keys of your units, and asks the holder of the root key to name you. The request
holds no secret. Take it to that person, and read out the six words of this screen, face to face.
The key's passphrase is six words drawn here and shown once; ${adminPassphrase} sets another one.

  citycop administrator new --pins pins.json --name Franca --out admin.key`,
  run: make,
}

async function make(given: Given) {
  const file = given.need('out')
  const request = `${file}.request.json`
  refuseTaken(file, request)
  const pins = pinsGiven(given)
  const seed = newSeed()
  const envelope = askToAdminister(pins, given.need('name').slice(0, 80), seed)
  const { passphrase, shown, said } = await drawnPassphrase(adminPassphrase)
  await writeDurably(file, await sealSeed(pins, seed, passphrase), 'owner')
  await writeJson(request, envelope)
  const words = await requestWords(envelope)
  return {
    json: { key: file, request, fingerprint: words, ...shown },
    text: [
      `Your key: ${file}. Nobody else has it.`,
      ...said,
      `For the holder of the root key: ${request}. Read out these six words, face to face:`,
      '',
      `  ${words}`,
    ].join('\n'),
  }
}
