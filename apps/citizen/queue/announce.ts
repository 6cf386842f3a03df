// What a sender tells every open page: how far it is, or only that something is otherwise than before.
export type News = { readonly id: string; readonly part?: number; readonly of?: number }

const name = 'citycop-waiting'
const open = () => ('BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined)

let channel: BroadcastChannel | undefined
export function announce(news: News): void {
  channel ??= open()
  channel?.postMessage(news)
}

/** For as long as the app is open. */
export function hearNews(hear: (news: News) => void): void {
  open()?.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))
}
