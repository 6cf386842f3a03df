// One object for as long as the app is open: whoever opens the page twice does not fetch its words twice.
export const laterWords = {
  en: () => import('messages:en/policy+policy-page+policy-param'),
  ga: () => import('messages:ga/policy+policy-page+policy-param'),
  it: () => import('messages:it/policy+policy-page+policy-param'),
  pt: () => import('messages:pt/policy+policy-page+policy-param'),
  ro: () => import('messages:ro/policy+policy-page+policy-param'),
}
