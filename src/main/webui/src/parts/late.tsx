import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { text } from '../language/text';
import { troubleMessage } from '../screens/trouble';
import { MessageCard } from './message';
import { Say } from './say';

/** A part of the page that is loaded when it is shown. */
export function late<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  return function Late(props: P): VNode {
    const [part, setPart] = useState<{ readonly Of: FunctionComponent<P> }>();
    const [failed, setFailed] = useState(false);
    const ask = (): void => {
      setFailed(false);
      load().then(
        (Of) => setPart({ Of }),
        () => setFailed(true),
      );
    };
    useEffect(ask, []);
    if (part) return <part.Of {...props} />;
    if (!failed) {
      return (
        <p role="status">
          <Say what={text('page.loading')} />
        </p>
      );
    }
    return (
      <MessageCard of={troubleMessage({ kind: navigator.onLine ? 'unreachable' : 'offline' })} onDeed={() => undefined}>
        <div class="actions">
          <button type="button" class="second" onClick={ask}>
            <Say what={text('page.try-again')} />
          </button>
        </div>
      </MessageCard>
    );
  };
}
