import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useAnnouncer } from '../../src/parts/announcer';
import { Icon } from '../../src/parts/icon';
import { may } from './access';
import { useConsole } from './console';
import { FormDialog } from './form';
import { When } from './when';
import { isolated, text, useWords } from './words';

/** Stops every deletion of every group: on each page, for each operator, with one confirmation, whatever else fails. */
export function KillSwitch(): VNode {
  const say = useWords();
  const { position: look, operator } = useConsole();
  const [asked, setAsked] = useState<'stop-purges' | 'allow-purges'>();
  const position = look.value?.killSwitch;
  const stopped = position?.stopped === true;
  const deed = stopped ? 'allow-purges' : 'stop-purges';
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
      {may(operator, deed) && (
        <button type="button" class={stopped ? 'second' : 'grave'} onClick={() => setAsked(deed)}>
          {say(stopped ? 'kill.allow' : 'kill.stop')}
        </button>
      )}
      {asked && <SwitchDialog deed={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

/** What was asked about is what is sent, wherever the switch stands by then. */
function SwitchDialog({ deed, onClose }: { deed: 'stop-purges' | 'allow-purges'; onClose: () => void }): VNode {
  const say = useWords();
  const announce = useAnnouncer();
  const { api, position } = useConsole();
  const stops = deed === 'stop-purges';
  return (
    <FormDialog
      title={say(stops ? 'kill.stop.title' : 'kill.allow.title')}
      fields={[{ name: 'reason', label: say('field.reason') }]}
      send={stops ? 'kill.stop' : 'kill.allow'}
      grave={stops}
      onClose={onClose}
      onSend={async ({ reason = '' }) => {
        const outcome = await api.call(deed, { reason });
        if (outcome.kind !== 'ok') return outcome;
        await position.again();
        announce(text(stops ? 'kill.done' : 'kill.allowed'));
        return undefined;
      }}
    >
      <p>{say(stops ? 'kill.stop.text' : 'kill.allow.text')}</p>
    </FormDialog>
  );
}
