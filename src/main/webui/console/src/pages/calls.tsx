import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { calls } from '../access';
import type { Api, Body, Outcome, Schemas } from '../api';
import { useConsole } from '../console';
import { Filter, GroupFilter } from '../filter';
import { GroupLink, UserLink } from '../link';
import { useLook } from '../look';
import { Looked } from '../looked';
import { useQuery } from '../query';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';

type OperatorCall = Schemas['OperatorCall'];

const PERIOD = 60_000;
const PAGE = 200;
/** In search of calls that fit, the API looks at so many at once. */
const SEARCHED = 5_000;
/** A search asks the API so often before it asks a person. */
const REQUESTS = 10;

interface Found {
  readonly calls: readonly OperatorCall[];
  readonly looks?: readonly Schemas['Looks'][];
  readonly next?: string;
  /** How many calls were looked at in vain. */
  readonly passed: number;
}

/** The next calls that fit. Pages without any are passed over, as far as a person waits for it. */
export async function findCalls(
  api: Pick<Api, 'call'>,
  asked: Body<'list-operator-calls'>,
  after: string | undefined,
): Promise<Outcome<Found>> {
  let from = after;
  for (let passed = 0; ; passed += SEARCHED) {
    const page = await api.call('list-operator-calls', from === undefined ? asked : { ...asked, after: from });
    if (page.kind !== 'ok') return page;
    const { calls: found, next } = page.value;
    if (found.length > 0 || next === undefined) return { kind: 'ok', value: { ...page.value, passed } };
    if (passed + SEARCHED >= REQUESTS * SEARCHED) return { kind: 'ok', value: { calls: [], next, passed: passed + SEARCHED } };
    from = next;
  }
}

const filters = ['by', 'group', 'userId', 'function', 'day'] as const;

/** What the address asks for: decisions, unless it says otherwise. */
export function askedBy(of: (name: string) => string): Body<'list-operator-calls'> {
  const given = filters.flatMap((name) => (of(name) === '' ? [] : [[name, of(name)]]));
  return { kind: of('kind') === 'ALL' ? 'ALL' : 'DECISIONS', limit: PAGE, ...Object.fromEntries(given) };
}

/** Who decided what, why, and what came of it; on demand, who looked. */
export function CallsPage(): VNode {
  const say = useWords();
  const [query, setQuery] = useQuery();
  const asked = askedBy(query);
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.calls')}</h1>
      <p class="lead">{say('calls.lead')}</p>
      <div class="filters">
        <Filter label="calls.kind">
          <select value={asked.kind} onChange={(event) => setQuery('kind', event.currentTarget.value)}>
            <option value="DECISIONS">{say('calls.DECISIONS')}</option>
            <option value="ALL">{say('calls.ALL')}</option>
          </select>
        </Filter>
        <Filter label="calls.by">
          <input value={query('by')} onChange={(event) => setQuery('by', event.currentTarget.value.trim())} />
        </Filter>
        <GroupFilter />
        <Filter label="refunds.user">
          <input value={query('userId')} onChange={(event) => setQuery('userId', event.currentTarget.value.trim())} />
        </Filter>
        <Filter label="calls.function">
          <select value={query('function')} onChange={(event) => setQuery('function', event.currentTarget.value)}>
            <option value="">{say('calls.all')}</option>
            {calls.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </Filter>
        <Filter label="calls.day">
          <input type="date" value={query('day')} onChange={(event) => setQuery('day', event.currentTarget.value)} />
        </Filter>
      </div>
      <Calls key={JSON.stringify(asked)} of={asked} />
    </>
  );
}

function Calls({ of: asked }: { of: Body<'list-operator-calls'> }): VNode {
  const say = useWords();
  const { api } = useConsole();
  const [after, setAfter] = useState<{ readonly call: string; readonly passed: number }>();
  const look = useLook(after?.call ?? '', PERIOD, () => findCalls(api, asked, after?.call));
  const columns: readonly Column<OperatorCall>[] = [
    { label: 'calls.at', value: ({ at }) => at, show: ({ at }) => <When at={at} exact /> },
    { label: 'calls.by', value: ({ by, subject }) => (subject === undefined || subject === by ? by : `${by} (${subject})`) },
    { label: 'calls.function', value: ({ function: name }) => name },
    { label: 'groups.group', value: ({ group }) => group, show: ({ group }) => <GroupLink id={group} /> },
    { label: 'refunds.user', value: ({ userId }) => userId, show: ({ userId }) => userId && <UserLink id={userId} /> },
    { label: 'calls.about', value: differenceOf, show: (of) => differenceOf(of).replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…') },
    { label: 'calls.reason', value: ({ reason }) => reason },
    { label: 'calls.outcome', value: ({ outcome }) => outcome },
    { label: 'calls.roles', value: ({ roles, withIam }) => (withIam ? say('calls.with-iam') : roles.join(' ')) },
  ];
  return (
    <Looked of={look}>
      {({ calls: found, looks, next, passed }) => (
        <>
          {found.length === 0 && next !== undefined ? (
            <p>{say('calls.not-among', { count: (after?.passed ?? 0) + passed })}</p>
          ) : (
            <Table caption="calls.caption" rows={found} columns={columns} file="calls" empty={after === undefined ? 'calls.none' : 'calls.no-older'} />
          )}
          {next !== undefined && (
            <button
              type="button"
              class="second"
              onClick={() => setAfter({ call: next, passed: found.length === 0 ? (after?.passed ?? 0) + passed : 0 })}
            >
              {say(found.length === 0 ? 'calls.go-on' : 'calls.older')}
            </button>
          )}
          {looks !== undefined && (
            <>
              <h2>{say('looks.title')}</h2>
              <Table
                caption="looks.title"
                rows={looks}
                columns={[
                  { label: 'calls.by', value: ({ by }) => by },
                  { label: 'calls.function', value: ({ function: name }) => name },
                  { label: 'looks.count', as: 'number', value: ({ count }) => count },
                ]}
                file="looks"
                empty="looks.none"
              />
            </>
          )}
        </>
      )}
    </Looked>
  );
}

/** What a call was to change, but for the group and the user, which have columns of their own. */
function differenceOf({ about }: OperatorCall): string {
  return Object.entries(about)
    .filter(([name]) => name !== 'group' && name !== 'user')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
