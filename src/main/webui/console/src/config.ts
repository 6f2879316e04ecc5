import type { Door } from '../../src/session/session';
import { isRole, type Role } from './access';

/** What a deployment sets in the console's config.json. */
export interface Config extends Door {
  /** The claims of an access token with an operator's roles and name. */
  readonly rolesClaim: string;
  readonly nameClaim: string;
  /** What the sign-in calls each role. */
  readonly roles: ReadonlyMap<string, Role>;
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
  return {
    issuer: string('issuer'),
    clientId: string('clientId'),
    scope: string('scope'),
    rolesClaim: string('rolesClaim'),
    nameClaim: string('nameClaim'),
    roles: readRoles(string('roles')),
    brand: typeof fields['brand'] === 'string' ? fields['brand'] : 'Sundown',
  };
}

/** Reads `viewer=sundown-viewer support=sundown-support`. */
function readRoles(text: string): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const [role = '', name = ''] of text.split(/\s+/).map((pair) => pair.split('='))) {
    if (isRole(role) && name !== '') roles.set(name, role);
  }
  return roles;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return readConfig(await response.json());
}
