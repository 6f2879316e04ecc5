import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { calls } from '../access';
import type { Api, Body, Outcome, Schemas } from '../api';
import { useConsole } from '../console';
import { useLook } from '../look';
import { Looked } from '../looked';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';

type OperatorCall = Schemas['OperatorCall'];

const PERIOD = 60_000;
const PAGE = 200;
/** In search of the calls of one function, the API looks at so many at once. */
const SEARCHED = 5_000;
/** A search asks the API so often before it asks a person. */
const REQUESTS = 10;

interface Found {
  readonly calls: readonly OperatorCall[];
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

/** Who called what, why, and what came of it: the audit table of a day. */
export function CallsPage(): VNode {
  const say = useWords();
  const { api, now } = useConsole();
  const [day, setDay] = useState(() => new Date(now()).toISOString().slice(0, 10));
  const [called, setCalled] = useState('');
  const [after, setAfter] = useState<{ readonly call: string; readonly passed: number }>();
  const look = useLook(`${day} ${called} ${after?.call ?? ''}`, PERIOD, () =>
    findCalls(api, { day, limit: PAGE, ...(called === '' ? {} : { function: called }) }, after?.call),
  );
  const columns: readonly Column<OperatorCall>[] = [
    { label: 'calls.at', value: ({ at }) => at, show: ({ at }) => <When at={at} /> },
    { label: 'calls.function', value: ({ function: name }) => name },
    { label: 'calls.by', value: ({ by, subject }) => (subject === undefined ? by : `${by} (${subject})`) },
    {
      label: 'calls.roles',
      value: ({ roles, withIam }) => (withIam ? say('calls.with-iam') : roles.join(' ')),
    },
    {
      label: 'calls.about',
      value: ({ about }) =>
        Object.entries(about)
          .map(([name, value]) => `${name} ${value}`)
          .join(', '),
    },
    { label: 'calls.reason', value: ({ reason }) => reason },
    { label: 'calls.outcome', value: ({ outcome }) => outcome },
  ];
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.calls')}</h1>
      <div class="filters">
        <label>
          {say('calls.day')}{' '}
          <input
            type="date"
            value={day}
            onChange={(event) => {
              setDay(event.currentTarget.value);
              setAfter(undefined);
            }}
          />
        </label>
        <label>
          {say('calls.function')}{' '}
          <select
            value={called}
            onChange={(event) => {
              setCalled(event.currentTarget.value);
              setAfter(undefined);
            }}
          >
            <option value="">{say('calls.all')}</option>
            {calls.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Looked of={look}>
        {({ calls: found, next, passed }) => (
          <>
            {found.length === 0 && next !== undefined ? (
              <p>{say('calls.not-among', { count: (after?.passed ?? 0) + passed })}</p>
            ) : (
              <Table
                caption="calls.caption"
                rows={found}
                columns={columns}
                file={`calls-${day}`}
                empty={after === undefined ? 'calls.none' : 'calls.no-older'}
              />
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
          </>
        )}
      </Looked>
    </>
  );
}
