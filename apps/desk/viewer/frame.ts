// Runs inside the viewer: a page without an origin, a network or a store. It takes one file from the desk that framed it, and shows it.
import { type Outcome, readToShow, type ToShow } from './hand-over.ts'

type Tell = (outcome: Outcome) => void

function take(event: MessageEvent): void {
  const [port] = event.ports
  // The page's own address is what it was served from; only there is a desk.
  if (event.source !== parent || event.origin !== location.origin || !port) return
  const file = readToShow(event.data)
  if (!file) return
  removeEventListener('message', take)
  show(file, (outcome) => port.postMessage(outcome))
}

function show(file: ToShow, tell: Tell): void {
  if (file.kind === 'text') showText(file, tell)
  else if (file.kind === 'picture') showPicture(file, tell)
  else play(file, tell)
}

function showText({ bytes, type, label }: ToShow, tell: Tell): void {
  const shown = document.createElement('pre')
  shown.textContent = new TextDecoder(/charset=(.*)$/.exec(type)?.[1]).decode(bytes)
  shown.dir = 'auto'
  shown.tabIndex = 0 // so that it can be scrolled by keyboard
  shown.role = 'region'
  shown.ariaLabel = label
  document.body.append(shown)
  tell('shown')
}

function showPicture(file: ToShow, tell: Tell): void {
  const image = new Image()
  image.onload = () => tell('shown')
  image.onerror = () => tell('broken')
  image.alt = file.label
  image.src = addressOf(file)
  document.body.append(image)
}

function play(file: ToShow, tell: Tell): void {
  const player = document.createElement(file.kind === 'film' ? 'video' : 'audio')
  player.onloadedmetadata = () => tell('shown')
  player.onerror = () => tell('broken')
  player.controls = true
  player.disableRemotePlayback = true // no device in the room is asked whether it would play it
  player.ariaLabel = file.label
  player.src = addressOf(file)
  document.body.append(player)
}

/** The type is one of ours, by what the file begins with: never one that a browser runs. */
const addressOf = ({ bytes, type }: ToShow): string => URL.createObjectURL(new Blob([bytes], { type }))

addEventListener('message', take)
