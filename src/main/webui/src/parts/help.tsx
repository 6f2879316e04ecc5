import type { VNode } from 'preact';
import type { Config } from '../session/config';
import { OperatorLinks } from './help-line';
import { List, staysBehind } from './moving';
import { go } from './path';
import { useWords } from './say';

const questions = ['ends', 'photos', 'take', 'lost', 'cost', 'fee', 'region'] as const;

/** What people ask, answered; for everybody, signed in or not. */
export function HelpScreen({ config }: { config: Config }): VNode {
  const say = useWords();
  const asked = config.supportUri === undefined ? questions : ([...questions, 'who'] as const);
  return (
    <div class="card screen">
      <h1 tabIndex={-1}>{say('help.title')}</h1>
      {asked.map((question) => (
        <section key={question}>
          <h2>{say(`help.${question}`)}</h2>
          <p>{say(`help.${question}.answer`, { brand: config.brand })}</p>
          {question === 'lost' && <List of={staysBehind} />}
        </section>
      ))}
      <p class="help">
        <OperatorLinks />
      </p>
      <div class="actions">
        <button type="button" class="second" onClick={() => go('/')}>
          {say('page.back')}
        </button>
      </div>
    </div>
  );
}
