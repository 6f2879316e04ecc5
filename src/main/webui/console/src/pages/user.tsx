import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../../../src/language/language';
import { may, rolesFor } from '../access';
import type { Body, Refusal } from '../api';
import { useConsole } from '../console';
import { Form, FormDialog } from '../form';
import { NeedsRole } from '../looked';
import { useQuery } from '../query';
import { RefusalCard } from '../refusal';
import { type Column, Table } from '../table';
import { canResend, type Fact, factsOf, isEmail, type User } from '../user';
import { When } from '../when';
import { readable, text, useCodes, useWords } from '../words';

type Deed = 'user.recover' | 'user.resend';

/**
 * One user, by the id in the address, to which an e-mail address leads. Each look is recorded, so the page looks when
 * somebody asks for it, and not by itself.
 */
export function UserPage(): VNode {
  const say = useWords();
  const { api, operator, sought, seek } = useConsole();
  const [query, setQuery] = useQuery();
  const id = query('id');
  const [user, setUser] = useState<User>();
  const [refusal, setRefusal] = useState<Refusal>();
  const looks = may(operator, 'look-up-user');
  const lookUp = async (whom: Body<'look-up-user'>): Promise<void> => {
    const outcome = await api.call('look-up-user', whom);
    setRefusal(outcome.kind === 'ok' ? undefined : outcome);
    if (outcome.kind !== 'ok') return;
    setUser(outcome.value);
    if ('email' in whom) setQuery('id', outcome.value.userId);
  };
  useEffect(() => {
    if (user?.userId === id) return;
    setUser(undefined);
    if (id !== '' && looks) void lookUp({ userId: id });
  }, [id]);
  useEffect(() => {
    if (sought === undefined) return;
    seek(undefined);
    setQuery('id', '');
    void lookUp({ email: sought });
  }, [sought]);
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.user')}</h1>
      {looks ? (
        <>
          <p class="lead">{say('user.lead')}</p>
          <section class="card" aria-labelledby="look-up">
            <h2 id="look-up">{say('user.look-up.title')}</h2>
            <Form
              fields={[{ name: 'user', label: say('field.user-or-email'), hint: say('user.look-up.hint') }]}
              send="user.look-up"
              onSend={async ({ user: typed = '' }) => {
                if (isEmail(typed)) seek(typed);
                else if (typed === id) await lookUp({ userId: id });
                else setQuery('id', typed);
                return undefined;
              }}
            />
          </section>
          {refusal && <RefusalCard of={refusal} />}
          {user && <UserSection of={user} onDone={() => lookUp({ userId: user.userId })} />}
        </>
      ) : (
        <NeedsRole call="look-up-user" />
      )}
    </>
  );
}

function UserSection({ of: user, onDone }: { of: User; onDone: () => Promise<void> }): VNode {
  const say = useWords();
  const language = useLanguage();
  const code = useCodes();
  const { act, operator } = useConsole();
  const [deed, setDeed] = useState<Deed>();
  const { userId, notice } = user;
  const columns: readonly Column<Fact>[] = [
    { label: 'user.what', value: ({ what }) => say(what) },
    { label: 'user.state', value: ({ state }) => state },
    {
      label: 'user.says',
      value: ({ says, more }) => [says && readable(says), more && language.say(more)].filter(Boolean).join(' '),
    },
    { label: 'user.at', value: ({ at }) => at, show: ({ at }) => <When at={at} /> },
  ];
  const mails: readonly Column<User['mails'][number]>[] = [
    { label: 'user.mail', value: ({ mail }) => mail, show: ({ mail }) => code(`mail.${mail.split('@')[0]!}`) },
    { label: 'user.state', value: ({ state, why }) => (why === undefined ? code(`mail.${state}`) : `${code(`mail.${state}`)} (${code(`mail.${why}`)})`) },
    { label: 'user.at', value: ({ at }) => at, show: ({ at }) => <When at={at} /> },
    { label: 'user.mail.sent', value: ({ sentAt }) => sentAt, show: ({ sentAt }) => <When at={sentAt} /> },
    { label: 'user.mail.id', value: ({ messageId }) => messageId },
  ];
  const group = notice?.group;
  const deeds: readonly Deed[] = [
    ...(group !== undefined && user.deletedAt === undefined && may(operator, 'hold-account', 'recovery') ? (['user.recover'] as const) : []),
    ...(canResend(user) && may(operator, 'resend-refund') ? (['user.resend'] as const) : []),
  ];
  const send = (until: string, reason: string) =>
    deed === 'user.recover'
      ? act('hold-account', { userId, group: group ?? '', reason, recovery: true, until: `${until}T00:00:00Z` }, ({ by }) =>
          text('holds.held', { user: userId, by }),
        )
      : act('resend-refund', { userId, reason }, () => text('user.resent', { user: userId }));
  return (
    <section aria-labelledby="user" aria-live="polite">
      <h2 id="user">{userId}</h2>
      <p>
        {group === undefined ? say('user.no-group') : say('user.in-group', { group, region: notice?.region ?? '' })} <When at={user.at} />
      </p>
      <Table caption="user.caption" rows={factsOf(user, code)} columns={columns} file="user" empty="user.nothing" />
      <h3>{say('user.mails')}</h3>
      <Table caption="user.mails" rows={user.mails} columns={mails} file="mails" empty="user.no-mails" />
      {deeds.length > 0 ? (
        <div class="actions">
          {deeds.map((label) => (
            <button key={label} type="button" class="second" onClick={() => setDeed(label)}>
              {say(label)}
            </button>
          ))}
        </div>
      ) : (
        <p class="soft">
          {say('role.missing')} {say('role.one-of', { roles: rolesFor('hold-account', 'recovery').join(', ') })}
        </p>
      )}
      {deed && (
        <FormDialog
          title={say(deed)}
          fields={[
            ...(deed === 'user.recover'
              ? [{ name: 'until', label: say('field.until'), hint: say('user.until.hint'), kind: 'date' } as const]
              : []),
            { name: 'reason', label: say('field.reason') },
          ]}
          send={deed}
          onClose={() => setDeed(undefined)}
          onSend={async ({ until = '', reason = '' }) => {
            const refused = await send(until, reason);
            if (refused === undefined) void onDone();
            return refused;
          }}
        >
          <p>{say(`${deed}.text`)}</p>
        </FormDialog>
      )}
    </section>
  );
}
