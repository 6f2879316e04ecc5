import type { ComponentChildren, VNode } from 'preact';
import { type Key, useWords } from './words';

/** Names with what belongs to them, one below the other. What is `false` or not there is left out. */
export function Facts({ of }: { of: readonly (readonly [Key, ComponentChildren])[] }): VNode {
  const say = useWords();
  return (
    <dl class="facts">
      {of
        .filter(([, value]) => value !== undefined && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
