import '@citycop/ui/tokens.css'
import '@citycop/ui/base.css'
import { firstSpoken } from '@citycop/ui/languages.ts'
import { speak } from '@citycop/ui/messages.svelte.ts'
import { mount } from 'svelte'
import Desk from './Desk.svelte'
import { recall } from './officers/remembered.ts'

const asked = [recall('language') ?? [], navigator.languages].flat()

// Not `await`: at the top of a module older browsers cannot parse it.
speak(firstSpoken(asked) ?? 'en').then(() => mount(Desk, { target: document.body }))
