import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { may } from './access';
import type { Schemas } from './api';
import { useConsole } from './console';
import { FormDialog } from './form';
import { useLook } from './look';
import { Looked, NeedsRole } from './looked';
import { type Column, Table } from './table';
import { When } from './when';
import { text, useWords } from './words';

type Limit = Schemas['Limits']['limits'][number];
type Change = { readonly limit: Limit; readonly back: boolean };

const PERIOD = 60_000;

/** The rates and limits that are in force, and another value for one of them. */
export function Limits(): VNode {
  const say = useWords();
  const { api, operator } = useConsole();
  const changes = may(operator, 'change-limits', 'purgeConcurrency');
  const look = useLook('limits', PERIOD, () => api.call('change-limits', {}));
  const [change, setChange] = useState<Change>();
  const columns: readonly Column<Limit>[] = [
    { label: 'limits.limit', value: ({ limit }) => limit },
    { label: 'limits.in-force', as: 'number', value: ({ inForce }) => inForce },
    { label: 'limits.parameter', as: 'number', value: ({ parameter }) => parameter },
    { label: 'limits.set', as: 'number', value: ({ set }) => set },
    ...(changes
      ? [{ label: 'refunds.act', value: () => undefined, show: (of: Limit) => <Deeds of={of} onChange={setChange} /> } as const]
      : []),
  ];
  return (
    <>
      <h2>{say('limits.title')}</h2>
      <Looked of={look}>
        {({ limits, by, reason, at }) => (
          <>
            <Table caption="limits.title" rows={limits} columns={columns} file="limits" empty="page.loading" />
            {at !== undefined && (
              <p class="soft">
                {say('limits.changed', { by: by ?? '', reason: reason ?? '' })} <When at={at} />
              </p>
            )}
            {!changes && <NeedsRole call="change-limits" field="purgeConcurrency" />}
          </>
        )}
      </Looked>
      {change && <ChangeDialog of={change} onClose={() => setChange(undefined)} />}
    </>
  );
}

function Deeds({ of, onChange }: { of: Limit; onChange: (change: Change) => void }): VNode {
  return (
    <div class="deeds">
      <Deed label="limits.change" of={of} onPress={() => onChange({ limit: of, back: false })} />
      {of.set !== undefined && <Deed label="limits.give-back" of={of} onPress={() => onChange({ limit: of, back: true })} />}
    </div>
  );
}

function Deed({ label, of, onPress }: { label: 'limits.change' | 'limits.give-back'; of: Limit; onPress: () => void }): VNode {
  const say = useWords();
  return (
    <button type="button" class="second" onClick={onPress}>
      {say(label)}
      <span class="unseen"> {of.limit}</span>
    </button>
  );
}

function ChangeDialog({ of: { limit, back }, onClose }: { of: Change; onClose: () => void }): VNode {
  const say = useWords();
  const { act } = useConsole();
  const reason = { name: 'reason', label: say('field.reason') } as const;
  return (
    <FormDialog
      title={limit.limit}
      fields={back ? [reason] : [{ name: 'value', label: say('limits.value'), kind: 'number' }, reason]}
      send={back ? 'limits.give-back' : 'limits.change'}
      onClose={onClose}
      onSend={({ value, reason: why = '' }) =>
        act('change-limits', { reason: why, ...(back ? { giveBack: limit.limit } : { [limit.limit]: Number(value) }) }, () =>
          text('limits.done', { limit: limit.limit }),
        )
      }
    >
      <p>{say(back ? 'limits.give-back.text' : 'limits.change.text')}</p>
    </FormDialog>
  );
}
