import { useEffect, useState } from 'preact/hooks';

export type Route = 'home' | 'signed-in' | 'google' | 'move' | 'failures' | 'receipt' | 'not-found';

const paths: Readonly<Record<string, Route>> = {
  '/': 'home',
  '/signed-in': 'signed-in',
  '/google': 'google',
  '/move': 'move',
  '/failures': 'failures',
  '/receipt': 'receipt',
};

export function routeOf(path: string): Route {
  return paths[path.replace(/(.)\/$/, '$1')] ?? 'not-found';
}

const CHANGED = 'sundown-route';

/** Goes to another screen of this page. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path);
  window.dispatchEvent(new Event(CHANGED));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.pathname));
  useEffect(() => {
    const changed = (): void => setRoute(routeOf(location.pathname));
    window.addEventListener('popstate', changed);
    window.addEventListener(CHANGED, changed);
    return () => {
      window.removeEventListener('popstate', changed);
      window.removeEventListener(CHANGED, changed);
    };
  }, []);
  return route;
}
