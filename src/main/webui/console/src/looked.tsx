import type { ComponentChildren, VNode } from 'preact';
import { type Field, rolesFor } from './access';
import type { Call } from './api';
import type { Look } from './look';
import { RefusalCard } from './refusal';
import { type Key, useWords } from './words';

/** Shows what was looked at, that nothing is there, why the last look was refused, or that the first is under way. */
export function Looked<T>({
  of,
  none = 'page.loading',
  children,
}: {
  of: Look<T | undefined>;
  none?: Key;
  children: (value: T) => ComponentChildren;
}): VNode {
  const say = useWords();
  return (
    <>
      {of.refusal && <RefusalCard of={of.refusal} onAgain={() => void of.again()} />}
      {of.value !== undefined
        ? children(of.value)
        : of.refusal === undefined && <p role="status">{say(of.at === 0 ? 'page.loading' : none)}</p>}
    </>
  );
}

/** Says that somebody's roles do not allow a call, and which ones do. */
export function NeedsRole({ call, field }: { call: Call; field?: Field }): VNode {
  const say = useWords();
  return (
    <p class="soft">
      {say('role.missing')} {say('role.one-of', { roles: rolesFor(call, field).join(', ') })}
    </p>
  );
}
