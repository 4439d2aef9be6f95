// A page is a hash: `#/members/123?filter=status:active`. The browser's history is the app's history.
export interface Route {
  page: string;
  id: string | null;
  params: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', id = ''] = path.split('/');
  return { page: page || 'members', id: id ? decodeURIComponent(id) : null, params: new URLSearchParams(query) };
}

class Router {
  current = $state<Route>(parse(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => {
      this.current = parse(location.hash);
    });
  }
}

export const route = new Router();

export function href(page: string, id?: string | null, params?: Record<string, string>): string {
  const query = params ? `?${new URLSearchParams(params)}` : '';
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${query}`;
}

export function go(page: string, id?: string | null, params?: Record<string, string>): void {
  location.hash = href(page, id, params);
}

/** Goes there without a way back to here. */
export function redirect(page: string, id?: string | null, params?: Record<string, string>): void {
  location.replace(href(page, id, params));
}
