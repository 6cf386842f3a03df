export const fileWords = {
  en: () => import('messages:en/files'),
  it: () => import('messages:it/files'),
}
