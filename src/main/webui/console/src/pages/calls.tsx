import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { calls } from '../access';
import type { Schemas } from '../api';
import { useConsole } from '../console';
import { useLook } from '../look';
import { Looked } from '../looked';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';

type OperatorCall = Schemas['OperatorCall'];

const PERIOD = 60_000;
const PAGE = 200;

/** Who called what, why, and what came of it: the audit table of a day. */
export function CallsPage(): VNode {
  const say = useWords();
  const { api, now } = useConsole();
  const [day, setDay] = useState(() => new Date(now()).toISOString().slice(0, 10));
  const [called, setCalled] = useState('');
  const [after, setAfter] = useState<string>();
  const look = useLook(`${day} ${called} ${after ?? ''}`, PERIOD, () =>
    api.call('list-operator-calls', {
      day,
      limit: PAGE,
      ...(called === '' ? {} : { function: called }),
      ...(after === undefined ? {} : { after }),
    }),
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
        {(page) => (
          <>
            <Table caption="calls.caption" rows={page.calls} columns={columns} file={`calls-${day}`} empty="calls.none" />
            {page.next !== undefined && (
              <button type="button" class="second" onClick={() => setAfter(page.next)}>
                {say('calls.older')}
              </button>
            )}
          </>
        )}
      </Looked>
    </>
  );
}
