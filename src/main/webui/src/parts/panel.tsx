import type { ComponentChildren, VNode } from 'preact';
import { useLanguage } from '../language/language';
import type { Text } from '../language/text';
import type { Action, Deed, Fact, Meter, Panel, Site, Tone } from '../screens/panel';
import { Icon } from './icon';
import { Say } from './say';

interface Props {
  readonly of: Panel;
  /** False where something else says the title. */
  readonly titled?: boolean;
  readonly onDeed: (deed: Deed) => void;
  /** The deed under way, which cannot be done twice. */
  readonly busy?: Deed | undefined;
  /** What a person chooses before they do it. */
  readonly choices?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A state: what is so, why, and what else to do. */
export function PanelBody({ of, titled = true, onDeed, busy, choices, children }: Props): VNode {
  return (
    <>
      {titled && (
        <h3>
          <Say what={of.title} />
        </h3>
      )}
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
      {choices}
      {of.site && (
        <p>
          <SiteLink of={of.site} />
        </p>
      )}
      <Actions of={of.actions} onDeed={onDeed} busy={busy} />
      {children}
    </>
  );
}

/** A part of the page, folded to its heading and a summary while it does not concern the person. */
export function Fold({
  id,
  heading,
  tone = 'calm',
  summary,
  open,
  children,
}: {
  id: string;
  heading: Text;
  tone?: Tone;
  summary: Text;
  open: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <section aria-labelledby={id}>
      <details class={`card fold tone-${tone}`} open={open}>
        <summary>
          <div>
            <h2 id={id} tabIndex={-1}>
              <Say what={heading} />
            </h2>
            <span class="badge">
              <Icon name={tone} />
              <Say what={summary} />
            </span>
          </div>
        </summary>
        {children}
      </details>
    </section>
  );
}

/** Opens a part of the page, and takes the focus there. */
export function goToSection(id: string): void {
  const heading = document.getElementById(id);
  heading?.closest('details')?.setAttribute('open', '');
  heading?.focus();
  heading?.scrollIntoView({ block: 'start' });
}

/** A page of somebody else, in a tab of its own. */
export function SiteLink({ of, kind }: { of: Site; kind?: string }): VNode {
  return (
    <a class={kind} href={of.href} target="_blank" rel="noreferrer">
      <Say what={of.label} />
    </a>
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

/** What can be done. While a deed is under way its button shows it, and the others do nothing. */
export function Actions({ of, onDeed, busy }: { of: readonly Action[]; onDeed: (deed: Deed) => void; busy?: Deed | undefined }): VNode | null {
  if (of.length === 0) return null;
  return (
    <div class="actions">
      {of.map(({ deed, label, weight }) => (
        <DeedButton key={deed} deed={deed} label={label} weight={weight} onDeed={onDeed} busy={busy} />
      ))}
    </div>
  );
}

export function DeedButton({
  deed,
  label,
  weight,
  onDeed,
  busy,
}: {
  deed: Deed;
  label: Text;
  weight: 'first' | Action['weight'];
  onDeed: (deed: Deed) => void;
  busy?: Deed | undefined;
}): VNode {
  return (
    <button
      type="button"
      class={weight}
      aria-disabled={busy === undefined ? undefined : 'true'}
      aria-busy={busy === deed ? 'true' : undefined}
      data-deed={deed}
      onClick={() => busy === undefined && onDeed(deed)}
    >
      <Say what={label} />
    </button>
  );
}
