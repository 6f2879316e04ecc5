import { isLanguage, type LanguageTag } from '../language/languages';
import { fetchConfig, Fields } from './fields';
import type { Door } from './session';

/** What an operator sets in config.json. */
export interface Config extends Door {
  readonly googleClientId: string;
  readonly googleAuthorization: string;
  readonly googleScopes: readonly string[];
  readonly languages: readonly LanguageTag[];
  readonly brand: string;
  /** Where people ask for help. */
  readonly supportUri: string | undefined;
  /** The operator's own page of help. */
  readonly helpUri: string | undefined;
  /** What the operator says of privacy. */
  readonly privacyUri: string | undefined;
  /** Whether the service works now. */
  readonly statusUri: string | undefined;
  /** Where small pictures of items are, with `{item}` for the id of one. */
  readonly thumbnailUri: string | undefined;
  /** Where Apple refunds what was paid there. */
  readonly appleRefundUri: string;
}

/** Reads /config.json. */
export function readConfig(json: unknown): Config {
  const fields = new Fields(json);
  const languages = fields.string('languages').split(' ').filter(isLanguage);
  const scopes = fields.strings('googleScopes');
  if (scopes.length === 0) throw new Error('config.json lacks googleScopes');
  return {
    issuer: fields.string('issuer'),
    clientId: fields.string('clientId'),
    scope: fields.string('scope'),
    googleClientId: fields.string('googleClientId'),
    googleAuthorization: fields.string('googleAuthorization'),
    googleScopes: scopes,
    languages: languages.length > 0 ? languages : ['en'],
    brand: fields.brand(),
    supportUri: fields.address('supportUri', 'https:', 'mailto:'),
    helpUri: fields.address('helpUri', 'https:'),
    privacyUri: fields.address('privacyUri', 'https:'),
    statusUri: fields.address('statusUri', 'https:'),
    thumbnailUri: fields.address('thumbnailUri', 'https:'),
    appleRefundUri: fields.address('appleRefundUri', 'https:') ?? 'https://reportaproblem.apple.com',
  };
}

export async function loadConfig(): Promise<Config> {
  return readConfig(await fetchConfig());
}
