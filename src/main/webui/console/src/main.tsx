import { render } from 'preact';
import { Language, LanguageContext } from '../../src/language/language';
import { MessageScreen } from '../../src/parts/message';
import { Session } from '../../src/session/session';
import messages from '../messages/en.json';
import { operatorOf } from './access';
import { App } from './app';
import { loadConfig } from './config';

const page = document.getElementById('page')!;
const language = new Language('en', messages, 'en-GB');

async function begin(): Promise<void> {
  const config = await loadConfig();
  const session = new Session(config);
  const token = await session.token().catch(() => null);
  const operator = token === null ? undefined : operatorOf(token, config);
  render(<App config={config} session={session} language={language} operator={operator} />, page);
}

begin().catch(() => {
  const failed = { title: { key: 'config.failed.title' }, lines: [{ key: 'config.failed.text' }] } as const;
  render(
    <LanguageContext.Provider value={language}>
      <main>
        <MessageScreen of={failed} />
      </main>
    </LanguageContext.Provider>,
    page,
  );
});
