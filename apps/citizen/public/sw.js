// Keeps nothing: a new version takes over at once, and no reply of the city is ever stored on the phone.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
