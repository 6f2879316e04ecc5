import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { text } from '../language/text';
import type { Config } from '../session/config';
import { go } from './path';
import { Say } from './say';

/** How people reach the operator; nothing while the configuration is not known. */
export const HelpContext = createContext<Pick<Config, 'supportUri' | 'helpUri'> | null>(null);

/** The ways to help, beside a problem and at the end of each screen. */
export function HelpLine({ reference }: { reference?: string | undefined }): VNode | null {
  const help = useContext(HelpContext);
  if (help === null) return null;
  return (
    <>
      <p class="small help">
        <a
          href="/help"
          onClick={(event) => {
            // The browser opens another tab by itself.
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go('/help');
          }}
        >
          <Say what={text('help.title')} />
        </a>
        <OperatorLinks />
      </p>
      {reference !== undefined && help.supportUri !== undefined && (
        <p class="small reference">
          <Say what={text('help.reference', { id: reference })} />
        </p>
      )}
    </>
  );
}

/** Where the operator answers. */
export function OperatorLinks(): VNode {
  const { supportUri, helpUri } = useContext(HelpContext) ?? {};
  return (
    <>
      {helpUri !== undefined && (
        <a href={helpUri} rel="noreferrer">
          <Say what={text('help.more')} />
        </a>
      )}
      {supportUri !== undefined && (
        <a href={supportUri} rel="noreferrer">
          <Say what={text('help.contact')} />
        </a>
      )}
    </>
  );
}
