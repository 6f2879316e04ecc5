import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ListedItem, Receipt, Trouble } from '../api/answer';
import type { Api } from '../api/client';
import { text } from '../language/text';
import { isTrouble, type Known, readMore, UNKNOWN } from '../screens/items';
import { receiptParts, receiptStanding } from '../screens/receipt';
import { troubleMessage } from '../screens/trouble';
import type { Session } from '../session/session';
import { MessageCard } from './message';
import { Facts, Lines } from './panel';
import { go } from './path';
import { saveFile } from './save-file';
import { Say } from './say';

/** A page to print, and the same as data. */
export function ReceiptBody({
  api,
  brand,
  person,
  session,
}: {
  api: Api;
  brand: string;
  /** Whose receipt it is, as the sign-in names them. */
  person: string | undefined;
  session: Session;
}): VNode {
  const [receipt, setReceipt] = useState<Receipt>();
  const [failed, setFailed] = useState<readonly ListedItem[]>([]);
  const [userId, setUserId] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    void api.receipt().then((outcome) => {
      if (outcome.kind === 'ok') setReceipt(outcome.value);
      else if (outcome.kind !== 'unchanged') setTrouble(outcome);
    });
  }, [api]);
  useEffect(() => void session.userId().then(setUserId), [session]);
  useEffect(() => {
    if (receipt?.moved?.items.failed.items) void readFailures(api).then(setFailed);
  }, [api, receipt]);
  const back = (
    <button type="button" class="second" onClick={() => go('/')}>
      <Say what={text('page.back')} />
    </button>
  );
  if (trouble) {
    return (
      <MessageCard of={{ ...troubleMessage(trouble), actions: [] }} onDeed={() => undefined}>
        <div class="actions">{back}</div>
      </MessageCard>
    );
  }
  if (receipt === undefined) {
    return (
      <p role="status">
        <Say what={text('page.loading')} />
      </p>
    );
  }
  return (
    <>
      <dl class="facts">
        <Named label="receipt.service" name={brand} />
        {person !== undefined && <Named label="receipt.person" name={person} />}
        {userId !== undefined && <Named label="receipt.user-id" name={userId} />}
      </dl>
      <Lines of={receiptStanding(receipt)} />
      <p>
        <Say what={text('receipt.region', { region: { region: receipt.notice.region } })} />
      </p>
      {receiptParts(receipt, failed).map((part) => (
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
  );
}

/** The items that failed: none if they cannot be read, or after a deletion; their number is on the receipt anyway. */
async function readFailures(api: Api): Promise<readonly ListedItem[]> {
  let known: Known = UNKNOWN;
  while (known.next !== undefined) {
    const came = await readMore(known, (after) => api.items(after, 'failed'));
    if (isTrouble(came)) return [];
    known = came;
  }
  return known.items;
}

function Named({ label, name }: { label: 'receipt.service' | 'receipt.person' | 'receipt.user-id'; name: string }): VNode {
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
