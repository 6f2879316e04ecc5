import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Receipt, Status, Trouble } from '../api/answer';
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
export function ReceiptScreen({
  api,
  brand,
  person,
  status,
}: {
  api: Api;
  brand: string;
  /** Whose receipt it is, as the sign-in names them. */
  person: string | undefined;
  status: Status | undefined;
}): VNode {
  const account = status?.transfer?.googleAccount;
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
          <dl class="facts">
            <Named label="receipt.service" name={brand} />
            {person !== undefined && <Named label="receipt.person" name={person} />}
            {account !== undefined && <Named label="account.heading" name={account} />}
          </dl>
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

function Named({ label, name }: { label: 'receipt.service' | 'receipt.person' | 'account.heading'; name: string }): VNode {
  return (
    <div>
      <dt>
        <Say what={text(label)} />
      </dt>
      <dd>
        <bdi>{name}</bdi>
      </dd>
    </div>
  );
}
