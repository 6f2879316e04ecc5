import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../src/parts/icon';
import { may } from './access';
import type { Refusal } from './api';
import { useConsole } from './console';
import { FormDialog } from './form';
import { RefusalCard } from './refusal';
import { When } from './when';
import { isolated, text, useWords } from './words';

type Asked = 'why' | 'allow';

/**
 * Stops every deletion of every group: on each page, for each operator, at once, whatever else fails. The reason is
 * asked for afterwards, because it can wait and the deletion does not.
 */
export function KillSwitch(): VNode {
  const say = useWords();
  const { position: look, operator, act } = useConsole();
  const [asked, setAsked] = useState<Asked>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const position = look.value?.killSwitch;
  const stopped = position?.stopped === true;
  const stop = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const refused = await act('stop-purges', { reason: say('kill.no-reason') }, () => text('kill.done'));
    setBusy(false);
    setRefusal(refused);
    if (refused === undefined) setAsked('why');
  };
  return (
    <section class={stopped ? 'kill stopped' : 'kill'} aria-label={say('kill.label')}>
      {stopped && (
        <p>
          <Icon name="attention" />
          <span>
            {say('kill.stopped', { by: isolated(position.by), reason: isolated(position.reason) })} <When at={position.at} />
          </span>
        </p>
      )}
      {look.refusal && <p class="small">{say(look.value === undefined ? 'kill.unknown' : 'kill.outdated')}</p>}
      {refusal && <RefusalCard of={refusal} />}
      {!stopped ? (
        <button type="button" class="grave" aria-disabled={busy ? 'true' : undefined} onClick={() => void stop()}>
          {say('kill.stop')}
        </button>
      ) : (
        may(operator, 'allow-purges') && (
          <button type="button" class="second" onClick={() => setAsked('allow')}>
            {say('kill.allow')}
          </button>
        )
      )}
      {asked && <SwitchDialog asks={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

/** What was asked about is what is sent, wherever the switch stands by then. */
function SwitchDialog({ asks, onClose }: { asks: Asked; onClose: () => void }): VNode {
  const say = useWords();
  const { act } = useConsole();
  return (
    <FormDialog
      title={say(`kill.${asks}.title`)}
      fields={[{ name: 'reason', label: say('field.reason') }]}
      send={asks === 'why' ? 'kill.why' : 'kill.allow'}
      onClose={onClose}
      onSend={({ reason = '' }) =>
        asks === 'why'
          ? act('stop-purges', { reason }, () => text('kill.reason-kept'))
          : act('allow-purges', { reason }, () => text('kill.allowed'))
      }
    >
      <p>{say(`kill.${asks}.text`)}</p>
    </FormDialog>
  );
}
