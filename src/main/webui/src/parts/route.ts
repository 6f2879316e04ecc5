import { usePath } from './path';

export type Route = 'home' | 'signed-in' | 'google' | 'move' | 'failures' | 'arrived' | 'receipt' | 'help' | 'not-found';

const paths: Readonly<Record<string, Route>> = {
  '/': 'home',
  '/signed-in': 'signed-in',
  '/google': 'google',
  '/move': 'move',
  '/failures': 'failures',
  '/arrived': 'arrived',
  '/receipt': 'receipt',
  '/help': 'help',
};

export function routeOf(path: string): Route {
  return paths[path.replace(/(.)\/$/, '$1')] ?? 'not-found';
}

export function useRoute(): Route {
  return routeOf(usePath());
}
