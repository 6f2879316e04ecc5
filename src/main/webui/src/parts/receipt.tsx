import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Receipt, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { text } from '../language/text';
import { receiptParts, receiptStanding } from '../screens/receipt';
import { troubleMessage } from '../screens/trouble';
import { MessageScreen } from './message';
import { Facts, Lines } from './panel';
import { go } from './path';
import { saveFile } from './save-file';
import { Say } from './say';

/** A page to print, and the same as data. */
export function ReceiptScreen({ api }: { api: Api }): VNode {
  const [receipt, setReceipt] = useState<Receipt>();
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    void api.receipt().then((outcome) => {
      if (outcome.kind === 'ok') setReceipt(outcome.value);
      else if (outcome.kind !== 'unchanged') setTrouble(outcome);
    });
  }, [api]);
  const back = (
    <button type="button" class="second" onClick={() => go('/')}>
      <Say what={text('page.back')} />
    </button>
  );
  if (trouble) {
    return (
      <MessageScreen of={troubleMessage(trouble)}>
        <div class="actions">{back}</div>
      </MessageScreen>
    );
  }
  return (
    <article class="card receipt">
      <h1 tabIndex={-1}>
        <Say what={text('receipt.heading')} />
      </h1>
      {receipt === undefined ? (
        <p role="status">
          <Say what={text('page.loading')} />
        </p>
      ) : (
        <>
          <Lines of={receiptStanding(receipt)} />
          <p>
            <Say what={text('receipt.region', { region: { region: receipt.notice.region } })} />
          </p>
          {receiptParts(receipt).map((part) => (
            <section key={part.heading.key}>
              <h2>
                <Say what={part.heading} />
              </h2>
              <Facts of={part.facts} />
              <Lines of={part.lines} />
            </section>
          ))}
          <div class="actions screen-only">
            <button type="button" class="first" onClick={() => print()}>
              <Say what={text('receipt.print')} />
            </button>
            <button
              type="button"
              class="second"
              onClick={() => saveFile('receipt.json', 'application/json', JSON.stringify(receipt, null, 2))}
            >
              <Say what={text('receipt.json')} />
            </button>
            {back}
          </div>
        </>
      )}
    </article>
  );
}
