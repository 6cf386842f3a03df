// Which words the first screen comes with, and which come with a screen that is fetched (fetched/screens.ts).
export const carries = ['passphrase', 'pilot', 'problems', 'reports', 'start', 'submit', 'ui']
export const later = [
  'about',
  'basemap',
  'files',
  'mailbox',
  'place',
  'policy',
  'policy-page',
  'policy-panel',
  'policy-param',
  'practice',
  'queue',
]
