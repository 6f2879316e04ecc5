import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useCallback, useContext, useState } from 'preact/hooks';
import { useLanguage } from '../language/language';
import type { Text } from '../language/text';

const Announcer = createContext<(what: Text<string>) => void>(() => undefined);

/** Tells screen readers what has changed, without taking the focus. */
export function Announcements({ children }: { children: ComponentChildren }): VNode {
  const [said, setSaid] = useState('');
  const language = useLanguage();
  const announce = useCallback((what: Text<string>) => setSaid(language.say(what)), [language]);
  return (
    <Announcer.Provider value={announce}>
      {children}
      <p class="unseen" role="status">
        {said}
      </p>
    </Announcer.Provider>
  );
}

export function useAnnouncer(): (what: Text<string>) => void {
  return useContext(Announcer);
}
