import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useAnnouncer } from '../../src/parts/announcer';
import { Icon } from '../../src/parts/icon';
import { may } from './access';
import { useConsole } from './console';
import { FormDialog } from './form';
import { When } from './when';
import { text, useWords } from './words';

/** Stops every deletion of every group: on each page, for each operator, with one confirmation, whatever else fails. */
export function KillSwitch(): VNode {
  const say = useWords();
  const announce = useAnnouncer();
  const { api, position: look, operator } = useConsole();
  const [asking, setAsking] = useState(false);
  const position = look.value?.killSwitch;
  const stopped = position?.stopped === true;
  const deed = stopped ? 'allow-purges' : 'stop-purges';
  return (
    <section class={stopped ? 'kill stopped' : 'kill'} aria-label={say('kill.label')}>
      {stopped && (
        <p>
          <Icon name="attention" />
          <span>
            {say('kill.stopped', { by: position.by, reason: position.reason })} <When at={position.at} />
          </span>
        </p>
      )}
      {look.refusal && <p class="small">{say(look.value === undefined ? 'kill.unknown' : 'kill.outdated')}</p>}
      {may(operator, deed) && (
        <button type="button" class={stopped ? 'second' : 'grave'} onClick={() => setAsking(true)}>
          {say(stopped ? 'kill.allow' : 'kill.stop')}
        </button>
      )}
      {asking && (
        <FormDialog
          title={say(stopped ? 'kill.allow.title' : 'kill.stop.title')}
          fields={[{ name: 'reason', label: say('field.reason') }]}
          send={stopped ? 'kill.allow' : 'kill.stop'}
          grave={!stopped}
          onClose={() => setAsking(false)}
          onSend={async ({ reason = '' }) => {
            const outcome = await api.call(deed, { reason });
            if (outcome.kind !== 'ok') return outcome;
            await look.again();
            announce(text(stopped ? 'kill.allowed' : 'kill.done'));
            return undefined;
          }}
        >
          <p>{say(stopped ? 'kill.allow.text' : 'kill.stop.text')}</p>
        </FormDialog>
      )}
    </section>
  );
}
