// Sound from the microphone, in one channel and in a kind that we can clean. It stays in memory until it is sealed.
export const mostSeconds = 300

// Ogg, which some browsers also make, is not among those that place and time can be taken out of.
const kinds = [
  { type: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/mp4', ending: 'm4a' },
] as const
const bitsPerSecond = 48_000 // a voice in a room is understood; five minutes are under 2 MB

const kind = () => kinds.find(({ type }) => MediaRecorder.isTypeSupported(type))

export function canRecord(): boolean {
  const { mediaDevices } = navigator as { mediaDevices?: Partial<MediaDevices> } // not there without TLS
  return typeof MediaRecorder === 'function' && mediaDevices?.getUserMedia !== undefined && kind() !== undefined
}

export type Recording = { readonly stop: () => void; readonly cancel: () => void }
export type Heard = { readonly ontick: (seconds: number) => void; readonly onend: (sound: File | undefined) => void }

/** @throws DOMException when the person or the device says no */
export async function recordSound(name: string, { ontick, onend }: Heard): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } })
  const { type, ending } = kind() ?? kinds[0]
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond })
  const parts: Blob[] = []
  const began = performance.now()
  let wanted = true
  const stop = () => recorder.state !== 'inactive' && recorder.stop()
  const clock = setInterval(() => {
    const seconds = Math.floor((performance.now() - began) / 1000)
    ontick(seconds)
    if (seconds >= mostSeconds) stop()
  }, 250)
  recorder.ondataavailable = ({ data }) => parts.push(data)
  // Also when the device goes away: what was heard by then is kept.
  recorder.onstop = () => {
    clearInterval(clock)
    for (const track of stream.getTracks()) track.stop() // the sign that somebody listens goes out
    const [plain = ''] = type.split(';')
    const sound = new File(parts, `${name}.${ending}`, { type: plain, lastModified: 0 })
    onend(wanted && sound.size > 0 ? sound : undefined)
  }
  recorder.start()
  return {
    stop,
    cancel: () => {
      wanted = false
      stop()
    },
  }
}
