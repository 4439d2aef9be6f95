// Light, dark, or whatever the system says at the moment.
import { desk } from './book.svelte';

export function followTheme(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let systemDark = $state(system.matches);

  $effect(() => {
    const listen = (event: MediaQueryListEvent) => {
      systemDark = event.matches;
    };
    system.addEventListener('change', listen);
    return () => system.removeEventListener('change', listen);
  });

  $effect(() => {
    const { theme } = desk.prefs;
    const dark = theme === 'dark' || (theme === 'system' && systemDark);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  });
}
