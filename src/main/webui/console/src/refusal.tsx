import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../src/parts/icon';
import { usePath } from '../../src/parts/path';
import type { Refusal } from './api';
import { useConsole } from './console';
import { UserLink } from './link';
import { useWords } from './words';

/** Refusals that a new sign-in can end. */
const FRESH = ['sign-in-too-old', 'second-factor-missing'];

/** Why a call brought nothing. The API's own sentences say what a problem is. */
export function RefusalCard({ of, onAgain }: { of: Refusal; onAgain?: () => void }): VNode {
  const say = useWords();
  const { session } = useConsole();
  const path = usePath();
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => card.current?.focus(), [of]);
  const fresh = of.kind === 'session-ended' || (of.kind === 'problem' && FRESH.includes(of.code));
  return (
    <div class="card tone-attention message" role="alert" tabIndex={-1} ref={card}>
      <h3>
        <Icon name="attention" />
        {of.kind === 'problem' ? of.problem.title : say(`refusal.${of.kind}.title`)}
      </h3>
      <p>{of.kind === 'problem' ? of.problem.detail : say(`refusal.${of.kind}.text`)}</p>
      {of.kind === 'problem' && (of.problem.reasons ?? []).length > 0 && (
        <ul>
          {of.problem.reasons?.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {of.kind === 'problem' && of.problem.userIds && (
        <ul>
          {of.problem.userIds.map((user) => (
            <li key={user}>
              <UserLink id={user} />
            </li>
          ))}
        </ul>
      )}
      {fresh ? (
        <div class="actions">
          <button type="button" class="first" onClick={() => void session.signInAnew(path + location.search)}>
            {say('page.sign-in-again')}
          </button>
        </div>
      ) : (
        onAgain && (
          <div class="actions">
            <button type="button" class="second" onClick={onAgain}>
              {say('page.try-again')}
            </button>
          </div>
        )
      )}
    </div>
  );
}
