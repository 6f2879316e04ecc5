import type { ComponentChildren, VNode } from 'preact';
import { go } from '../../src/parts/path';
import { may } from './access';
import { useConsole } from './console';

interface Props {
  readonly to: string;
  /** Whether it leads to the page that is shown, or to the one above it. */
  readonly current?: 'page' | boolean;
  readonly children: ComponentChildren;
}

/** A link to another page of the console. It opens in a new tab as any link does. */
export function Link({ to, current, children }: Props): VNode {
  return (
    <a
      href={to}
      aria-current={current || undefined}
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

/** A user's id, which leads to their page where this operator may look at it. */
export function UserLink({ id }: { id: string }): VNode {
  const { operator } = useConsole();
  return may(operator, 'look-up-user') ? <Link to={`/user?id=${encodeURIComponent(id)}`}>{id}</Link> : <bdi>{id}</bdi>;
}

/** A group's id, which leads to its page. */
export function GroupLink({ id }: { id: string | undefined }): VNode | null {
  return id === undefined ? null : <Link to={`/groups/${id}`}>{id}</Link>;
}
