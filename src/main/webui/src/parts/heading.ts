import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Names the document after the heading of the screen, and takes the focus to it when the screen is another one.
 *
 * @param screen names what is shown
 * @param title says the title of a document with a heading
 */
export function useHeading(
  main: RefObject<HTMLElement | null>,
  screen: string,
  title: (heading: string) => string,
): void {
  const before = useRef(screen);
  useLayoutEffect(() => {
    const heading = main.current?.querySelector('h1');
    document.title = title(heading?.textContent ?? '');
    if (before.current === screen) return;
    before.current = screen;
    window.scrollTo(0, 0);
    (heading ?? main.current)?.focus();
  });
}
