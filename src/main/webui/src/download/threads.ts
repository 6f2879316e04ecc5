interface Rules {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

/** The page's headers let a policy of this name be created, once. */
let policy: Rules | undefined;

/**
 * Starts a thread of the page's own code.
 *
 * @param url from an import with `?worker&url`
 * @returns nothing if the browser starts none
 */
export function startThread(url: string): Worker | undefined {
  try {
    return new Worker(trusted(url), { type: 'module' });
  } catch {
    return undefined;
  }
}

/** The policy `require-trusted-types-for` lets a thread start from an address that a policy of the page made alone. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy('sundown-worker', { createScriptURL: (own) => own });
  return policy?.createScriptURL(url) ?? url;
}
