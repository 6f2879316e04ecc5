/** The fields of a config.json. What is missing is the operator's to know, so the error names it. */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(json: unknown) {
    this.#fields = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  }

  string(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string' || value === '') throw new Error(`config.json lacks ${name}`);
    return value;
  }

  /** What a deployment may leave out. */
  text(name: string): string | undefined {
    const value = this.#fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  strings(name: string): string[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
  }

  /** An address with one of these schemes, and nothing else: a link with another one could run in this page. */
  address(name: string, ...schemes: readonly string[]): string | undefined {
    const value = this.#fields[name];
    return typeof value === 'string' && URL.canParse(value) && schemes.includes(new URL(value).protocol) ? value : undefined;
  }

  /** The name that people know. */
  brand(): string {
    const brand = this.#fields['brand'];
    return typeof brand === 'string' ? brand : 'Sundown';
  }
}

/** Fetches /config.json of this origin, which a page asks for before its script. The file's own header says not to keep it. */
export async function fetchConfig(): Promise<unknown> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return response.json();
}
