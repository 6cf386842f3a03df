import '@citycop/ui/tokens.css'
import '@citycop/ui/base.css'
import './app.css'
import { speak, wantedLanguage } from '@citycop/ui/messages.svelte.ts'
import { mount } from 'svelte'
import App from './App.svelte'

// Not `await`: at the top of a module older browsers cannot parse it.
speak(wantedLanguage(navigator.languages)).then(() => mount(App, { target: document.body }))
