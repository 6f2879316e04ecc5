import type { VNode } from 'preact';
import { text, type Text } from '../language/text';
import { Say } from './say';

interface Props {
  readonly question: Text;
  readonly chosen: boolean | undefined;
  readonly onChoose: (movePrivate: boolean) => void;
}

/** Asks whether private photos are moved. Nothing is chosen for a person: the form needs their answer. */
export function PrivateChoice({ question, chosen, onChoose }: Props): VNode {
  return (
    <fieldset class="choice">
      <legend>
        <Say what={question} />
      </legend>
      {([false, true] as const).map((movePrivate) => (
        <label key={String(movePrivate)}>
          <input
            type="radio"
            name="private"
            required
            checked={chosen === movePrivate}
            onChange={() => onChoose(movePrivate)}
          />
          <span>
            <Say what={text(movePrivate ? 'move.private.take' : 'move.private.leave')} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
