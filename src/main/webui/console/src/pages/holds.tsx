import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../access';
import { useConsole } from '../console';
import { type Field, Form, type Values } from '../form';
import type { Schemas } from '../api';
import { GroupLink, UserLink } from '../link';
import { useLook } from '../look';
import { Looked, NeedsRole } from '../looked';
import { type Column, Table } from '../table';
import { When } from '../when';
import { text, useWords } from '../words';

type Hold = Schemas['Hold'];

const PERIOD = 60_000;

/** Keeps an account that the law makes the operators keep, and lets it go again. */
export function HoldsPage(): VNode {
  const say = useWords();
  const { operator } = useConsole();
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.holds')}</h1>
      <p class="lead">{say('holds.lead')}</p>
      <HoldList />
      {may(operator, 'hold-account') ? (
        <div class="cards">
          <HoldForm call="hold-account" />
          <HoldForm call="release-hold" />
        </div>
      ) : (
        <NeedsRole call="hold-account" />
      )}
    </>
  );
}

/** All holds, page by page; those that have ended, too. */
function HoldList(): VNode {
  const say = useWords();
  const { api } = useConsole();
  const [after, setAfter] = useState<string>();
  const look = useLook(after ?? '', PERIOD, () => api.call('list-holds', after === undefined ? {} : { after }));
  return (
    <Looked of={look}>
      {({ holds, next }) => (
        <>
          <Table caption="holds.caption" rows={holds} columns={columns(say)} file="holds" empty="holds.none" />
          {(next ?? after) !== undefined && (
            <p>
              <button type="button" class="second" onClick={() => setAfter(next)}>
                {say(next === undefined ? 'holds.first' : 'holds.more')}
              </button>
            </p>
          )}
        </>
      )}
    </Looked>
  );
}

function columns(say: ReturnType<typeof useWords>): readonly Column<Hold>[] {
  return [
    {
      label: 'refunds.user',
      value: ({ userId }) => userId,
      show: ({ userId }) => <UserLink id={userId} />,
    },
    { label: 'groups.group', value: ({ group }) => group, show: ({ group }) => <GroupLink id={group} /> },
    {
      label: 'holds.until',
      value: ({ until }) => until,
      show: ({ until, held }) => (
        <>
          {until === undefined ? say('holds.endless') : <When at={until} />}
          {!held && <span class="soft"> {say('holds.ended')}</span>}
        </>
      ),
    },
    { label: 'refunds.reason', value: ({ reason }) => reason },
    { label: 'calls.by', value: ({ by }) => by },
    { label: 'holds.since', value: ({ placedAt }) => placedAt, show: ({ placedAt }) => <When at={placedAt} /> },
  ];
}

function HoldForm({ call }: { call: 'hold-account' | 'release-hold' }): VNode {
  const say = useWords();
  const { act } = useConsole();
  const fields: readonly Field[] = [
    { name: 'userId', label: say('field.user') },
    { name: 'group', label: say('field.group') },
    { name: 'reason', label: say('field.reason') },
    ...(call === 'hold-account'
      ? [{ name: 'until', label: say('field.until'), hint: say('field.until.hint'), kind: 'date', optional: true } as const]
      : []),
    { name: 'noAccount', label: say('field.no-account'), kind: 'check' },
  ];
  const send = ({ userId = '', group = '', reason = '', until, noAccount }: Values) => {
    const about = { userId, group, reason, ...(noAccount === 'true' ? { noAccount: true } : {}) };
    return call === 'hold-account'
      ? act(call, until ? { ...about, until: `${until}T00:00:00Z` } : about, ({ userId: user, by }) => text('holds.held', { user, by }))
      : act(call, about, ({ userId: user }) => text('holds.released', { user }));
  };
  return (
    <section class="card" aria-labelledby={call}>
      <h2 id={call}>{say(`holds.${call}`)}</h2>
      <Form fields={fields} send={`holds.${call}`} onSend={send} />
    </section>
  );
}
