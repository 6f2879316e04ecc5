import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Deed } from '../screens/panel';
import type { Message } from '../screens/trouble';
import { HelpLine } from './help-line';
import { Icon } from './icon';
import { Actions, Lines } from './panel';
import { Say } from './say';

/** Why something did not work, beside what was tried. It takes the focus, so that nobody misses it. */
export function MessageCard({
  of,
  onDeed,
  busy,
  level: Heading = 'h3',
  children,
}: {
  of: Message;
  onDeed: (deed: Deed) => void;
  busy?: Deed | undefined;
  /** Below the heading that it follows. */
  level?: 'h2' | 'h3';
  children?: ComponentChildren;
}): VNode {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => card.current?.focus(), [of.title.key]);
  return (
    <div class="card tone-attention message" role="alert" tabIndex={-1} ref={card}>
      <Heading>
        <Icon name="attention" />
        <Say what={of.title} />
      </Heading>
      <Lines of={of.lines} />
      <Actions of={of.actions} onDeed={onDeed} busy={busy} />
      {children}
      <HelpLine reference={of.reference} />
    </div>
  );
}

/** A screen that is a message alone; its heading is the page's. */
export function MessageScreen({ of, children }: { of: Omit<Message, 'actions'>; children?: ComponentChildren }): VNode {
  return (
    <div class="card tone-calm screen">
      <h1 tabIndex={-1}>
        <Say what={of.title} />
      </h1>
      <Lines of={of.lines} />
      {children}
      <HelpLine reference={of.reference} />
    </div>
  );
}
