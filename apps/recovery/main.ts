import '@citycop/ui/tokens.css'
import '@citycop/ui/base.css'
import { firstSpoken } from '@citycop/ui/languages.ts'
import { speak } from '@citycop/ui/messages.svelte.ts'
import { mount } from 'svelte'
import App from './App.svelte'

// Not `await`: at the top of a module older browsers cannot parse it.
speak(firstSpoken(navigator.languages) ?? 'en').then(() => mount(App, { target: document.body }))
