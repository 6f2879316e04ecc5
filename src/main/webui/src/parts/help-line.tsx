import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { text, type Text } from '../language/text';
import type { Config } from '../session/config';
import { go } from './path';
import { Say } from './say';

/** How people reach the operator; nothing while the configuration is not known. */
export const HelpContext = createContext<Pick<Config, 'supportUri' | 'helpUri' | 'privacyUri' | 'statusUri'> | null>(null);

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
      <OperatorLink to={helpUri} label={text('help.more')} />
      <OperatorLink to={supportUri} label={text('help.contact')} />
    </>
  );
}

/** What the operator says of the service, at the end of each screen. */
export function ServiceLinks(): VNode | null {
  const { privacyUri, statusUri } = useContext(HelpContext) ?? {};
  if (privacyUri === undefined && statusUri === undefined) return null;
  return (
    <p class="small help">
      <OperatorLink to={privacyUri} label={text('page.privacy')} />
      <OperatorLink to={statusUri} label={text('page.status')} />
    </p>
  );
}

function OperatorLink({ to, label }: { to: string | undefined; label: Text }): VNode | null {
  if (to === undefined) return null;
  return (
    <a href={to} rel="noreferrer">
      <Say what={label} />
    </a>
  );
}
