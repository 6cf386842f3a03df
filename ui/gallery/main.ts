// Every part of ui in every state it knows, on one page, to be looked at and measured. No app carries it: `npx vite ui/gallery`.
import '../tokens.css'
import '../base.css'
import { mount } from 'svelte'
import { speak } from '../messages.svelte.ts'
import Gallery from './Gallery.svelte'

speak('en').then(() => mount(Gallery, { target: document.body }))
