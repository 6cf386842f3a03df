// Where this device is, asked of the device and only after a tap.
export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracy: number }
export type NoPosition = 'denied' | 'unknown'

export function askPosition(): Promise<Position | NoPosition> {
  const { geolocation } = navigator as { geolocation?: Geolocation } // absent where the page is not served safely
  return new Promise((resolve) => {
    if (!geolocation) return resolve('unknown')
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'unknown'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}
