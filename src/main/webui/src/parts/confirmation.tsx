import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text, type Text } from '../language/text';
import { Say } from './say';

export interface Question {
  readonly title: Text;
  readonly body: Text;
  readonly yes: Text;
}

/** Asks before what cannot be taken back. The browser keeps the focus in it; then it goes back to where it was. */
export function Confirmation({ question, onAnswer }: { question: Question; onAnswer: (yes: boolean) => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
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
