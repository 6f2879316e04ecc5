import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { may } from '../access';
import type { Schemas } from '../api';
import { useConsole } from '../console';
import { FormDialog } from '../form';
import { useLook } from '../look';
import { Looked } from '../looked';
import { type Column, Table } from '../table';
import { When } from '../when';
import { useWords } from '../words';
import { Reconciliation } from './reconcile';

type Refund = Schemas['Refund'];

const states = ['MANUAL', 'INTENT', 'SENT', 'PENDING', 'SUCCEEDED', 'RESOLVED'] as const;
const PERIOD = 30_000;
const PAGE = 200;

/** Fees that go back: by state, with what waits for people first. */
export function RefundsPage(): VNode {
  const say = useWords();
  const { format } = useLanguage();
  const { api, groups, operator } = useConsole();
  const [state, setState] = useState<string>(states[0]);
  const [group, setGroup] = useState('');
  const [resolving, setResolving] = useState<Refund>();
  const look = useLook(`${state} ${group}`, PERIOD, () =>
    api.call('list-refunds', { state, limit: PAGE, ...(group === '' ? { allGroups: true } : { group }) }),
  );
  const columns: readonly Column<Refund>[] = [
    { label: 'refunds.user', value: ({ userId }) => userId },
    { label: 'groups.group', value: ({ group: of }) => of },
    {
      label: 'refunds.amount',
      as: 'number',
      value: ({ amountMinorUnits, currency }) => format.money(amountMinorUnits, currency),
    },
    { label: 'refunds.charge', value: ({ chargeId }) => chargeId },
    { label: 'refunds.since', value: ({ since }) => since, show: ({ since }) => <When at={since} /> },
    { label: 'refunds.reason', value: ({ reason, note, resolvedBy }) => reason ?? (resolvedBy && `${resolvedBy}: ${note}`) },
    ...(state === 'MANUAL' && may(operator, 'resolve-refund')
      ? [
          {
            label: 'refunds.act',
            value: () => undefined,
            show: (refund: Refund) => (
              <button type="button" class="second" onClick={() => setResolving(refund)}>
                {say('refunds.resolve')}
                <span class="unseen"> {refund.userId}</span>
              </button>
            ),
          } as const,
        ]
      : []),
  ];
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.refunds')}</h1>
      <div class="filters">
        <label>
          {say('refunds.state')}{' '}
          <select value={state} onChange={(event) => setState(event.currentTarget.value)}>
            {states.map((name) => (
              <option key={name} value={name}>
                {say(`refund.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('groups.group')}{' '}
          <select value={group} onChange={(event) => setGroup(event.currentTarget.value)}>
            <option value="">{say('refunds.all-groups')}</option>
            {groups.value?.timeline.groups.map(({ id }) => (
              <option key={id} value={id}>
                {say('groups.name', { group: id })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Looked of={look}>
        {(page) => (
          <>
            <Totals of={page} />
            <Table
              caption="refunds.caption"
              rows={page.refunds ?? []}
              columns={columns}
              file={`refunds-${state}`}
              empty="refunds.empty"
            />
            {page.next !== undefined && <p class="soft">{say('refunds.more', { count: PAGE })}</p>}
          </>
        )}
      </Looked>
      <Reconciliation />
      {resolving && (
        <FormDialog
          title={say('refunds.resolve.title', { user: resolving.userId })}
          fields={[{ name: 'note', label: say('field.note'), hint: say('field.note.hint') }]}
          send="refunds.resolve"
          onClose={() => setResolving(undefined)}
          onSend={async ({ note = '' }) => {
            const { userId, chargeId } = resolving;
            const outcome = await api.call('resolve-refund', { userId, chargeId, note });
            if (outcome.kind !== 'ok') return outcome;
            await look.again();
            return undefined;
          }}
        >
          <p>{say('refunds.resolve.text', { amount: { minorUnits: resolving.amountMinorUnits, currency: resolving.currency } })}</p>
        </FormDialog>
      )}
    </>
  );
}

/** Sums by group and currency, as the API has counted them over all pages. */
function Totals({ of: { totals } }: { of: Schemas['Refunds'] }): VNode | null {
  const { format } = useLanguage();
  const say = useWords();
  const sums = Object.entries((totals ?? {}) as Record<string, Record<string, { refunds: number; minorUnits: number }>>).flatMap(
    ([group, currencies]) => Object.entries(currencies).map(([currency, sum]) => ({ group, currency, ...sum })),
  );
  if (sums.length === 0) return null;
  return (
    <ul class="sums">
      {sums.map(({ group, currency, refunds, minorUnits }) => (
        <li key={`${group} ${currency}`}>
          {say('refunds.sum', { group, count: refunds })} <strong>{format.money(minorUnits, currency)}</strong>
        </li>
      ))}
    </ul>
  );
}
