// The quick exit (J30): cover first, then stop and forget, then go. Never Clear-Site-Data: a phone without its pins is a
// phone that was used for something.
const elsewhere = 'https://www.wikipedia.org/'

export function leave(forget: () => void): void {
  document.documentElement.className = 'left'
  try {
    forget()
  } finally {
    location.replace(elsewhere)
  }
}
