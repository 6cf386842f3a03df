// Watches for the officer's hands, and says when they have been gone too long.
import { expired, expiresSoon, type Idle, touched } from './idle.ts'

type Told = { soon: (soon: boolean) => void; idle: () => void }
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export function watchIdle(tell: Told): () => void {
  let idle: Idle = { touchedAt: Date.now() }
  const look = () => {
    if (expired(idle, Date.now())) tell.idle()
    else tell.soon(expiresSoon(idle, Date.now()))
  }
  const touch = () => {
    idle = touched(idle, Date.now())
    look()
  }
  const timer = setInterval(look, 5_000)
  for (const sign of signs) addEventListener(sign, touch, { passive: true })
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    for (const sign of signs) removeEventListener(sign, touch)
    document.removeEventListener('visibilitychange', look)
  }
}
