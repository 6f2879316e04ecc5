import type { VNode } from 'preact';
import type { Status } from '../api/answer';
import { moment, text } from '../language/text';
import { receipt } from '../screens/receipt';
import type { Surroundings } from '../screens/panel';
import { go } from './route';
import { Say } from './say';
import { saveFile } from './save-file';

/** A page to print, and the same as data. */
export function ReceiptScreen({ status, here }: { status: Status; here: Surroundings }): VNode {
  const at = new Date(here.now).toISOString();
  const json = (): void => {
    const { notice, transfer, archive, refund } = status;
    saveFile('receipt.json', 'application/json', JSON.stringify({ at, notice, transfer, archive, refund }, null, 2));
  };
  return (
    <article class="card receipt">
      <h1 tabIndex={-1}>
        <Say what={text('receipt.title')} />
      </h1>
      <p>
        <Say what={text('receipt.as-of', { moment: moment(at) })} />
      </p>
      <p>
        <Say what={text('receipt.region', { region: { region: status.notice.region } })} />
      </p>
      {receipt(status).map((part) => (
        <section key={part.heading.key}>
          <h2>
            <Say what={part.heading} />
          </h2>
          {part.facts.length > 0 && (
            <dl class="facts">
              {part.facts.map((fact) => (
                <div key={fact.label.key}>
                  <dt>
                    <Say what={fact.label} />
                  </dt>
                  <dd>
                    <Say what={fact.value} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {part.lines.map((line) => (
            <p key={line.key}>
              <Say what={line} />
            </p>
          ))}
        </section>
      ))}
      <div class="actions screen-only">
        <button type="button" class="first" onClick={() => print()}>
          <Say what={text('receipt.print')} />
        </button>
        <button type="button" class="second" onClick={json}>
          <Say what={text('receipt.json')} />
        </button>
        <button type="button" class="second" onClick={() => go('/')}>
          <Say what={text('page.back')} />
        </button>
      </div>
    </article>
  );
}
