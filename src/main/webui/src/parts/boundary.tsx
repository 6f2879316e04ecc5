import { Component, type ComponentChildren, type VNode } from 'preact';
import { text } from '../language/text';
import { MessageScreen } from './message';
import { Say } from './say';

/** An answer that nobody expected takes a screen, and not the page. */
export class Boundary extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ComponentChildren {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken(): VNode {
  return (
    <MessageScreen of={{ title: text('trouble.unknown.title'), lines: [text('trouble.unknown.text')] }}>
      <div class="actions">
        <button type="button" class="first" onClick={() => location.reload()}>
          <Say what={text('page.try-again')} />
        </button>
      </div>
    </MessageScreen>
  );
}
