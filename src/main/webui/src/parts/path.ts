import { useEffect, useState } from 'preact/hooks';

export const CHANGED = 'sundown-path';

/** Goes to another screen of this page. */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', path);
  window.dispatchEvent(new Event(CHANGED));
}

/** The path that the browser shows. */
export function usePath(): string {
  const [path, setPath] = useState(() => location.pathname);
  useEffect(() => {
    const changed = (): void => setPath(location.pathname);
    window.addEventListener('popstate', changed);
    window.addEventListener(CHANGED, changed);
    return () => {
      window.removeEventListener('popstate', changed);
      window.removeEventListener(CHANGED, changed);
    };
  }, []);
  return path;
}
