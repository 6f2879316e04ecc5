import { render, type VNode } from 'preact';
import { App, chosenLanguage } from './app';
import { hasMessages, loadLanguage } from './language/files';
import { LanguageContext } from './language/language';
import { chooseLanguage } from './language/languages';
import { text } from './language/text';
import { MessageScreen } from './parts/message';
import { loadConfig } from './session/config';
import { Session } from './session/session';

const page = document.getElementById('page')!;

/** Shows the page in place of the words that wait for it. */
function show(what: VNode): void {
  page.replaceChildren();
  render(what, page);
}

async function begin(): Promise<void> {
  const loaded = await loadConfig();
  const offered = loaded.languages.filter(hasMessages);
  const config = { ...loaded, languages: offered.length > 0 ? offered : (['en'] as const) };
  const session = new Session(config);
  const tag = chooseLanguage(config.languages, navigator.languages, chosenLanguage());
  const [language, signedIn] = await Promise.all([loadLanguage(tag, navigator.languages), session.isSignedIn()]);
  show(<App config={config} session={session} language={language} signedIn={signedIn} />);
}

begin().catch(async () => {
  const language = await loadLanguage('en', navigator.languages);
  show(
    <LanguageContext.Provider value={language}>
      <main>
        <MessageScreen of={{ title: text('config.failed.title'), lines: [text('config.failed.text')] }} />
      </main>
    </LanguageContext.Provider>,
  );
});
