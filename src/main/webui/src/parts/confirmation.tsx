import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text, type Text } from '../language/text';
import { Say } from './say';

export interface Question {
  readonly title: Text;
  readonly body: Text;
  readonly yes: Text;
}

/** Asks before what cannot be taken back. The browser keeps the focus in it, and gives it back. */
export function Confirmation({ question, onAnswer }: { question: Question; onAnswer: (yes: boolean) => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="question" aria-describedby="consequence" onCancel={() => onAnswer(false)}>
      <h2 id="question">
        <Say what={question.title} />
      </h2>
      <p id="consequence">
        <Say what={question.body} />
      </p>
      <div class="actions">
        <button type="button" class="first" onClick={() => onAnswer(true)}>
          <Say what={question.yes} />
        </button>
        <button type="button" class="second" autofocus onClick={() => onAnswer(false)}>
          <Say what={text('page.cancel')} />
        </button>
      </div>
    </dialog>
  );
}
