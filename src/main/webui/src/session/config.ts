import { isLanguage, type LanguageTag } from '../language/languages';

/** What an operator sets in config.json. */
export interface Config {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly googleClientId: string;
  readonly googleAuthorization: string;
  readonly googleScopes: readonly string[];
  readonly languages: readonly LanguageTag[];
  readonly brand: string;
}

/** Reads /config.json. What is missing is the operator's to know, so the error names it. */
export function readConfig(json: unknown): Config {
  const fields = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const string = (name: string): string => {
    const value = fields[name];
    if (typeof value !== 'string' || value === '') throw new Error(`config.json lacks ${name}`);
    return value;
  };
  const strings = (name: string): string[] => {
    const value = fields[name];
    return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
  };
  const languages = string('languages').split(' ').filter(isLanguage);
  const scopes = strings('googleScopes');
  if (scopes.length === 0) throw new Error('config.json lacks googleScopes');
  return {
    issuer: string('issuer'),
    clientId: string('clientId'),
    scope: string('scope'),
    googleClientId: string('googleClientId'),
    googleAuthorization: string('googleAuthorization'),
    googleScopes: scopes,
    languages: languages.length > 0 ? languages : ['en'],
    brand: typeof fields['brand'] === 'string' ? fields['brand'] : 'Sundown',
  };
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return readConfig(await response.json());
}
