import type { ComponentChildren, VNode } from 'preact';
import { useLanguage } from '../language/language';
import type { Text } from '../language/text';
import type { Action, Deed, Fact, Meter, Panel } from '../screens/panel';
import { HelpLine } from './help-line';
import { Icon } from './icon';
import { Say } from './say';

interface Props {
  readonly of: Panel;
  readonly onDeed: (deed: Deed) => void;
  /** The deed under way, which cannot be done twice. */
  readonly busy?: Deed | undefined;
  readonly children?: ComponentChildren;
}

/** A state: what is so, why, and what to do. */
export function PanelCard({ of, onDeed, busy, children }: Props): VNode {
  return (
    <div class={`card tone-${of.tone}`}>
      <p class="badge">
        <Icon name={of.tone} />
        <Say what={of.badge} />
      </p>
      <h3>
        <Say what={of.title} />
      </h3>
      <Lines of={of.lines} />
      {of.warnings.map((warning) => (
        <p key={warning.key} class="warning">
          <Icon name="attention" />
          <span>
            <Say what={warning} />
          </span>
        </p>
      ))}
      {of.meter && <MeterBar of={of.meter} />}
      <Facts of={of.facts} />
      {of.after && (
        <>
          <p>
            <Say what={of.after.lead} />
          </p>
          <Facts of={of.after.facts} />
        </>
      )}
      <Actions of={of.actions} onDeed={onDeed} busy={busy} />
      {children}
      {of.tone === 'attention' && <HelpLine />}
    </div>
  );
}

export function Lines({ of }: { of: readonly Text[] }): VNode {
  return (
    <>
      {of.map((line) => (
        <p key={line.key}>
          <Say what={line} />
        </p>
      ))}
    </>
  );
}

export function Facts({ of }: { of: readonly Fact[] }): VNode | null {
  if (of.length === 0) return null;
  return (
    <dl class="facts">
      {of.map((fact) => (
        <div key={`${fact.label.key} ${Object.values(fact.label.values ?? {}).join(' ')}`}>
          <dt>
            <Say what={fact.label} />
          </dt>
          <dd>
            <Say what={fact.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function MeterBar({ of }: { of: Meter }): VNode {
  const language = useLanguage();
  return (
    <div class="meter">
      <progress value={of.share} max={1} aria-label={language.say(of.label)} />
      <p class="meter-label">
        <Say what={of.label} />
      </p>
      {of.below.length > 0 && (
        <ul class="meter-below">
          {of.below.map((line) => (
            <li key={line.key}>
              <Say what={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function Actions({ of, onDeed, busy }: { of: readonly Action[]; onDeed: (deed: Deed) => void; busy?: Deed | undefined }): VNode | null {
  if (of.length === 0) return null;
  return (
    <div class="actions">
      {of.map(({ deed, label, weight }) => (
        <button
          key={deed}
          type="button"
          class={weight}
          aria-disabled={busy === undefined ? undefined : 'true'}
          data-deed={deed}
          onClick={() => busy === undefined && onDeed(deed)}
        >
          <Say what={label} />
        </button>
      ))}
    </div>
  );
}
