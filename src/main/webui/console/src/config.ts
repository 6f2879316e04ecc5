import { fetchConfig, Fields } from '../../src/session/fields';
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
  /** Which deployment it is, and where, as far as config.json says. */
  readonly place: string;
}

/** Reads /config.json. */
export function readConfig(json: unknown): Config {
  const fields = new Fields(json);
  return {
    issuer: fields.string('issuer'),
    clientId: fields.string('clientId'),
    scope: fields.string('scope'),
    rolesClaim: fields.string('rolesClaim'),
    nameClaim: fields.string('nameClaim'),
    roles: readRoles(fields.string('roles')),
    brand: fields.brand(),
    place: ['deployment', 'region'].flatMap((name) => fields.text(name) ?? []).join(' · '),
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
  return readConfig(await fetchConfig());
}
