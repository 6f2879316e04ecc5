import type { ComponentChildren, VNode } from 'preact';
import type { Answer, Way } from '../screens/answer';
import type { Deed } from '../screens/panel';
import { Icon } from './icon';
import { DeedButton, goToSection, Lines, MeterBar, SiteLink } from './panel';
import { go } from './path';
import { Say } from './say';

interface Props {
  readonly of: Answer;
  readonly busy: Deed | undefined;
  readonly onDeed: (deed: Deed) => void;
  readonly children?: ComponentChildren;
}

/** The answer on top of the page, with its one primary action. */
export function AnswerCard({ of, busy, onDeed, children }: Props): VNode {
  return (
    <div class={`card answer tone-${of.tone}`}>
      <h1 id="answer" tabIndex={-1}>
        <Icon name={of.tone} />
        <span>
          <Say what={of.title} />
        </span>
      </h1>
      <Lines of={of.lines} />
      {of.meter && <MeterBar of={of.meter} />}
      <div class="actions">
        <WayButton of={of.way} busy={busy} onDeed={onDeed} />
      </div>
      {of.also.map((line) => (
        <p key={line.key} class="small">
          <Say what={line} />
        </p>
      ))}
      {children}
    </div>
  );
}

function WayButton({ of, busy, onDeed }: { of: Way; busy: Deed | undefined; onDeed: (deed: Deed) => void }): VNode {
  switch (of.kind) {
    case 'deed':
      return <DeedButton deed={of.deed} label={of.label} weight="first" onDeed={onDeed} busy={busy} />;
    case 'site':
      return <SiteLink of={of} kind="button first" />;
    case 'screen':
      return (
        <button type="button" class="first" onClick={() => go(of.path)}>
          <Say what={of.label} />
        </button>
      );
    case 'section':
      return (
        <button type="button" class="first" onClick={() => goToSection(of.section)}>
          <Say what={of.label} />
        </button>
      );
  }
}
