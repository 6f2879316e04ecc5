import type { ComponentChildren, VNode } from 'preact';
import { useConsole } from './console';
import { useQuery } from './query';
import { type Key, useWords } from './words';

/** A field above a table that says which rows it shows. */
export function Filter({ label, children }: { label: Key; children: ComponentChildren }): VNode {
  const say = useWords();
  return (
    <label>
      {say(label)} {children}
    </label>
  );
}

/** One group or all of them, kept in the address. */
export function GroupFilter(): VNode {
  const say = useWords();
  const { groups } = useConsole();
  const [query, setQuery] = useQuery();
  return (
    <Filter label="groups.group">
      <select value={query('group')} onChange={(event) => setQuery('group', event.currentTarget.value)}>
        <option value="">{say('refunds.all-groups')}</option>
        {groups.value?.timeline.groups.map(({ id }) => (
          <option key={id} value={id}>
            {say('groups.name', { group: id })}
          </option>
        ))}
      </select>
    </Filter>
  );
}
