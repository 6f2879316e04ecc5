import { useEffect, useState } from 'preact/hooks';
import { CHANGED, go } from '../../src/parts/path';

/** What the address says beside the path, so that what is shown can be sent on; and another value for one of its names. */
export function useQuery(): readonly [(name: string) => string, (name: string, value: string) => void] {
  const [search, setSearch] = useState(() => location.search);
  useEffect(() => {
    const changed = (): void => setSearch(location.search);
    window.addEventListener('popstate', changed);
    window.addEventListener(CHANGED, changed);
    return () => {
      window.removeEventListener('popstate', changed);
      window.removeEventListener(CHANGED, changed);
    };
  }, []);
  return [
    (name) => new URLSearchParams(search).get(name) ?? '',
    (name, value) => go(location.pathname + withValue(location.search, name, value), 'replace'),
  ];
}

/** A query with one value more, or one fewer where the value is empty. */
export function withValue(search: string, name: string, value: string): string {
  const query = new URLSearchParams(search);
  if (value === '') query.delete(name);
  else query.set(name, value);
  return query.size === 0 ? '' : `?${query}`;
}
