import type { ComponentChildren, VNode } from 'preact';
import { go } from '../../src/parts/path';

/** A link to another page of the console. It opens in a new tab as any link does. */
export function Link({ to, current, children }: { to: string; current?: boolean; children: ComponentChildren }): VNode {
  return (
    <a
      href={to}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
