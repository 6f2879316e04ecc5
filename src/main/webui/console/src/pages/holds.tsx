import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { may } from '../access';
import { useConsole } from '../console';
import { type Field, Form, type Values } from '../form';
import type { Schemas } from '../api';
import { NeedsRole } from '../looked';
import { When } from '../when';
import { useWords } from '../words';

/** Keeps an account that the law makes the operators keep, and lets it go again. */
export function HoldsPage(): VNode {
  const say = useWords();
  const { operator } = useConsole();
  return (
    <>
      <h1 tabIndex={-1}>{say('nav.holds')}</h1>
      <p class="lead">{say('holds.lead')}</p>
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

function HoldForm({ call }: { call: 'hold-account' | 'release-hold' }): VNode {
  const say = useWords();
  const { api, groups } = useConsole();
  const [hold, setHold] = useState<Schemas['Hold']>();
  const fields: readonly Field[] = [
    { name: 'userId', label: say('field.user') },
    { name: 'group', label: say('field.group') },
    { name: 'reason', label: say('field.reason') },
    ...(call === 'hold-account'
      ? [{ name: 'until', label: say('field.until'), hint: say('field.until.hint'), kind: 'date', optional: true } as const]
      : []),
    { name: 'noAccount', label: say('field.no-account'), kind: 'check' },
  ];
  const send = async ({ userId = '', group = '', reason = '', until, noAccount }: Values) => {
    const about = { userId, group, reason, ...(noAccount === 'true' ? { noAccount: true } : {}) };
    const outcome = await (call === 'hold-account'
      ? api.call(call, until ? { ...about, until: `${until}T00:00:00Z` } : about)
      : api.call(call, about));
    if (outcome.kind !== 'ok') return outcome;
    setHold(outcome.value);
    await groups.again();
    return undefined;
  };
  return (
    <section class="card" aria-labelledby={call}>
      <h2 id={call}>{say(`holds.${call}`)}</h2>
      <Form fields={fields} send={`holds.${call}`} onSend={send} />
      {hold && (
        <p role="status" class="outcome tone-good">
          {say(hold.held ? 'holds.held' : 'holds.released', { user: hold.userId, by: hold.by })} <When at={hold.until} />
        </p>
      )}
    </section>
  );
}
