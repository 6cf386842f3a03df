// What a sender tells every open page: how far it is, or only that something is otherwise than before.
export type News = { readonly id: string; readonly part?: number; readonly of?: number }

const name = 'citycop-waiting'
const open = () => ('BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined)

let channel: BroadcastChannel | undefined
export function announce(news: News): void {
  channel ??= open()
  channel?.postMessage(news)
}

/** Answers with how to stop listening. */
export function hearNews(hear: (news: News) => void): () => void {
  const channel = open()
  channel?.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))
  return () => channel?.close()
}
