import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { may } from '../access';
import type { Api, Body, Outcome, Schemas } from '../api';
import { useConsole } from '../console';
import { Filter, GroupFilter } from '../filter';
import { FormDialog } from '../form';
import { GroupLink, UserLink } from '../link';
import { useLook } from '../look';
import { Looked } from '../looked';
import { useQuery } from '../query';
import { type Column, Table } from '../table';
import { When } from '../when';
import { text, useCodes, useWords } from '../words';
import { Reconciliation } from './reconcile';

type Refund = Schemas['Refund'];

const states = ['MANUAL', 'ELSEWHERE', 'INTENT', 'SENT', 'PENDING', 'SUCCEEDED', 'RESOLVED'] as const;
const open: readonly string[] = ['MANUAL', 'ELSEWHERE'];
const PERIOD = 30_000;
const PAGE = 200;
const ONCE_AN_HOUR = 3_600_000;

type Wanted = Pick<Body<'list-refunds'>, 'state' | 'group' | 'allGroups'>;

/** The pages that are shown. */
interface Refunds {
  readonly refunds: readonly Refund[];
  readonly isMore: boolean;
}

/** Looks at so many pages, without the totals, for which the API reads every refund in the state. */
export async function lookAtRefunds(api: Pick<Api, 'call'>, filter: Wanted, pages: number): Promise<Outcome<Refunds>> {
  const refunds: Refund[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages && (page === 0 || after !== undefined); page++) {
    const from = after === undefined ? { totals: false } : { after };
    const found = await api.call('list-refunds', { ...filter, limit: PAGE, ...from });
    if (found.kind !== 'ok') return found;
    refunds.push(...(found.value.refunds ?? []));
    after = found.value.next;
  }
  return { kind: 'ok', value: { refunds, isMore: after !== undefined } };
}

/** Fees that go back: by state, with what waits for people first. */
export function RefundsPage(): VNode {
  const say = useWords();
  const [query, setQuery] = useQuery();
  const state = states.find((name) => name === query('state')) ?? states[0];
  const group = query('group');
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.refunds')}</h1>
      <div class="filters">
        <Filter label="refunds.state">
          <select value={state} onChange={(event) => setQuery('state', event.currentTarget.value)}>
            {states.map((name) => (
              <option key={name} value={name}>
                {say(`refund.${name}`)}
              </option>
            ))}
          </select>
        </Filter>
        <GroupFilter />
      </div>
      <RefundsIn
        key={`${state} ${group}`}
        of={{ state, ...(group === '' ? { allGroups: true } : { group }) }}
      />
      <Reconciliation />
    </>
  );
}

function RefundsIn({ of }: { of: Wanted }): VNode {
  const say = useWords();
  const { format } = useLanguage();
  const code = useCodes();
  const { api, operator, act } = useConsole();
  const [pages, setPages] = useState(1);
  const [resolving, setResolving] = useState<Refund>();
  const look = useLook('refunds', PERIOD, () => lookAtRefunds(api, of, pages));
  useEffect(() => {
    if (pages > 1) void look.again();
  }, [pages]);
  const columns: readonly Column<Refund>[] = [
    { label: 'refunds.user', value: ({ userId }) => userId, show: ({ userId }) => <UserLink id={userId} /> },
    { label: 'groups.group', value: ({ group }) => group, show: ({ group }) => <GroupLink id={group} /> },
    {
      label: 'refunds.amount',
      as: 'number',
      value: ({ amountMinorUnits, currency }) => format.money(amountMinorUnits, currency),
    },
    { label: 'refunds.paid-through', value: ({ paidThrough }) => paidThrough },
    { label: 'refunds.charge', value: ({ chargeId }) => chargeId },
    { label: 'refunds.since', value: ({ since }) => since, show: ({ since }) => <When at={since} /> },
    { label: 'refunds.reason', value: ({ reason, note, resolvedBy }) => (reason === undefined ? undefined : code(`refund-reason.${reason}`)) ?? (resolvedBy && `${resolvedBy}: ${note}`) },
    ...(open.includes(of.state) && may(operator, 'resolve-refund')
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
      <Totals of={of} />
      <Looked of={look}>
        {(page) => (
          <>
            <Table caption="refunds.caption" rows={page.refunds} columns={columns} file={`refunds-${of.state}`} empty="refunds.empty" />
            {page.isMore && (
              <p>
                {say('refunds.first', { count: page.refunds.length })}{' '}
                <button type="button" class="second" onClick={() => setPages(pages + 1)}>
                  {say('refunds.more')}
                </button>
              </p>
            )}
          </>
        )}
      </Looked>
      {resolving && (
        <FormDialog
          title={say('refunds.resolve.title', { user: resolving.userId })}
          fields={[{ name: 'note', label: say('field.note'), hint: say('field.note.hint') }]}
          send="refunds.resolve"
          onClose={() => setResolving(undefined)}
          onSend={({ note = '' }) => {
            const { userId, chargeId } = resolving;
            return act('resolve-refund', { userId, chargeId, note }, () => text('refunds.resolved', { user: userId }));
          }}
        >
          <p>{say('refunds.resolve.text', { amount: { minorUnits: resolving.amountMinorUnits, currency: resolving.currency } })}</p>
        </FormDialog>
      )}
    </>
  );
}

/** Sums by group and currency over all pages, counted once. */
function Totals({ of }: { of: Wanted }): VNode {
  const { api } = useConsole();
  const look = useLook('totals', ONCE_AN_HOUR, () => api.call('list-refunds', { ...of, limit: 1 }));
  return <Looked of={look}>{({ totals }) => <Sums of={totals} />}</Looked>;
}

function Sums({ of: totals }: { of: Schemas['Refunds']['totals'] }): VNode | null {
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
