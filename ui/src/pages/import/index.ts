// What the rest of the app may use of the import: its page, and the way to it.
export { openImport } from './open.svelte';
