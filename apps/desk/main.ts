import '@citycop/ui/tokens.css'
import '@citycop/ui/base.css'
import { speak, wantedLanguage } from '@citycop/ui/messages.svelte.ts'
import { mount } from 'svelte'
import Desk from './Desk.svelte'
import { recall } from './officers/remembered.ts'

const asked = [recall('language') ?? [], navigator.languages].flat()

// Not `await`: at the top of a module older browsers cannot parse it.
speak(wantedLanguage(asked)).then(() => mount(Desk, { target: document.body }))
