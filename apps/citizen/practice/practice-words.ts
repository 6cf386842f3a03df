// One object for as long as the app is open: whoever practises twice does not fetch its words twice.
export const practiceWords = {
  en: () => import('messages:en/practice'),
  it: () => import('messages:it/practice'),
}
