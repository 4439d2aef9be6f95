// What can be done from every page: the palette lists it, the frame listens for its keys.
import BookOpen from '@lucide/svelte/icons/book-open';
import BookPlus from '@lucide/svelte/icons/book-plus';
import Download from '@lucide/svelte/icons/download';
import FileDown from '@lucide/svelte/icons/file-down';
import GitMerge from '@lucide/svelte/icons/git-merge';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import History from '@lucide/svelte/icons/history';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LogOut from '@lucide/svelte/icons/log-out';
import Package from '@lucide/svelte/icons/package';
import PanelLeft from '@lucide/svelte/icons/panel-left';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Settings from '@lucide/svelte/icons/settings';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import X from '@lucide/svelte/icons/x';
import type { Component } from 'svelte';
import { host } from '../backend/index';
import { t } from '../i18n/index';
import { desk } from '../state/book.svelte';
import { dialogs } from '../state/dialogs.svelte';
import { closeBook, importFile, pickBook } from '../state/open';
import { go } from '../state/route.svelte';
import { redo, undo } from '../state/write';

export interface Command {
  id: string;
  label: string;
  icon: Component<{ size?: number | string }>;
  /** The combination that does the same anywhere, as in `mod+shift+z`. */
  keys?: string;
  run: () => void;
}

export function commands(): Command[] {
  return [
    {
      id: 'member.add',
      label: t('members-add'),
      icon: UserPlus,
      keys: 'mod+n',
      run: () => dialogs.open({ kind: 'add-member' }),
    },
    { id: 'import', label: t('import-list'), icon: FileDown, keys: 'mod+i', run: () => void importFile() },
    {
      id: 'export',
      label: t('export-list'),
      icon: Download,
      keys: 'mod+e',
      run: () => dialogs.open({ kind: 'export', query: null, total: null }),
    },
    { id: 'duplicates', label: t('duplicates-find'), icon: GitMerge, run: () => go('duplicates') },
    { id: 'undo', label: t('undo'), icon: Undo2, keys: 'mod+z', run: () => void undo() },
    { id: 'redo', label: t('redo'), icon: Redo2, keys: 'mod+shift+z', run: () => void redo() },
    { id: 'go.members', label: t('go-to', { page: t('nav-members') }), icon: Users, run: () => go('members') },
    { id: 'go.courses', label: t('go-to', { page: t('nav-courses') }), icon: GraduationCap, run: () => go('courses') },
    { id: 'go.products', label: t('go-to', { page: t('nav-products') }), icon: Package, run: () => go('products') },
    { id: 'go.imports', label: t('go-to', { page: t('nav-imports') }), icon: FileDown, run: () => go('imports') },
    { id: 'go.activity', label: t('go-to', { page: t('nav-activity') }), icon: History, run: () => go('activity') },
    { id: 'go.settings', label: t('go-to', { page: t('nav-settings') }), icon: Settings, run: () => go('settings') },
    {
      id: 'book.new',
      label: t('new-book'),
      icon: BookPlus,
      run: () => dialogs.open({ kind: 'new-book', purpose: 'members' }),
    },
    { id: 'book.open', label: t('open-book'), icon: BookOpen, keys: 'mod+o', run: () => void pickBook() },
    { id: 'book.close', label: t('close-book'), icon: X, run: () => void closeBook() },
    { id: 'theme', label: t('switch-theme'), icon: SunMoon, run: switchTheme },
    {
      id: 'sidebar',
      label: t('toggle-sidebar'),
      icon: PanelLeft,
      keys: 'mod+b',
      run: () => void desk.setPrefs({ sidebarCollapsed: !desk.prefs.sidebarCollapsed }),
    },
    { id: 'quit', label: t('quit'), icon: LogOut, keys: 'mod+q', run: () => void host().quit() },
    {
      id: 'shortcuts',
      label: t('shortcuts'),
      icon: Keyboard,
      keys: '?',
      run: () => dialogs.open({ kind: 'shortcuts' }),
    },
  ];
}

function switchTheme(): void {
  const dark = document.documentElement.dataset.theme === 'dark';
  void desk.setPrefs({ theme: dark ? 'light' : 'dark' });
}
