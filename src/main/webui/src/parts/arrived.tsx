import type { FunctionComponent, VNode } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Api } from '../api/client';
import { text } from '../language/text';
import { troubleMessage } from '../screens/trouble';
import { MessageCard } from './message';
import { Say } from './say';

type List = FunctionComponent<{ api: Api }>;

/** What became of each photo and video. The list is loaded when somebody looks at it. */
export function ArrivedScreen({ api }: { api: Api }): VNode {
  const [list, setList] = useState<{ readonly Of: List }>();
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    void import('../arrived/screen').then(
      ({ ArrivedList }) => setList({ Of: ArrivedList }),
      () => setFailed(true),
    );
  }, []);
  useEffect(load, [load]);
  return (
    <>
      <h1 tabIndex={-1}>
        <Say what={text('arrived.heading')} />
      </h1>
      <p class="lead">
        <Say what={text('arrived.lead')} />
      </p>
      {list ? (
        <list.Of api={api} />
      ) : failed ? (
        <MessageCard of={troubleMessage({ kind: navigator.onLine ? 'unreachable' : 'offline' })} onDeed={() => undefined}>
          <div class="actions">
            <button type="button" class="second" onClick={load}>
              <Say what={text('page.try-again')} />
            </button>
          </div>
        </MessageCard>
      ) : (
        <p role="status">
          <Say what={text('page.loading')} />
        </p>
      )}
    </>
  );
}
