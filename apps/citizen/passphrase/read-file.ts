// Words out of a file that was saved, or out of a picture of the QR code. All of it happens here; the file goes nowhere.
export type FromFile = { words: string } | { why: 'no-words' | 'no-code' | 'not-here' }

type Detector = { detect(picture: ImageBitmap): Promise<readonly { rawValue: string }[]> }
type Detectors = { new (options: { formats: string[] }): Detector }

const mostText = 20_000
const mostPicture = 30_000_000
/** As long as the longest twelve words, with their numbers, can be. */
const mostTyped = 600
const code = /citycop1:[a-z2-7\s]{32,60}/i

export async function readFile(file: File): Promise<FromFile> {
  if (file.type.startsWith('image/')) return readPicture(file)
  if (file.size > mostText) return { why: 'no-words' }
  return wordsInText(await file.text())
}

/** The code if there is one, else what is there, if it can be words at all; the Worker says what is wrong with it. */
export function wordsInText(text: string): FromFile {
  const words = (code.exec(text)?.[0] ?? text).trim()
  return /\p{L}/u.test(words) && words.length <= mostTyped ? { words } : { why: 'no-words' }
}

async function readPicture(file: File): Promise<FromFile> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detectors }
  if (!BarcodeDetector) return { why: 'not-here' }
  if (file.size > mostPicture) return { why: 'no-code' }
  try {
    const picture = await createImageBitmap(file)
    const found = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture)
    const [words] = found.flatMap(({ rawValue }) => code.exec(rawValue)?.[0] ?? [])
    return words === undefined ? { why: 'no-code' } : { words }
  } catch {
    return { why: 'no-code' } // no picture after all, or one the browser cannot show
  }
}
