import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

const file = join(import.meta.dirname, '../../../template.yaml');
const template = parseDocument(readFileSync(file, 'utf8'), { logLevel: 'silent' });

type Values = Readonly<Record<string, string>>;

/** What a deployment serves with a page, as template.yaml says. */
export class Deployment {
  readonly #page: 'Page' | 'Console';
  readonly #values: Values;

  /** @param values of parameters and of what CloudFormation knows, as `AWS::Region`; other parameters have their default */
  constructor(page: 'Page' | 'Console', values: Values) {
    this.#page = page;
    this.#values = values;
  }

  /** The headers of each answer. The one that needs HTTPS is left out. */
  get headers(): Values {
    const policy = ['Resources', `${this.#page}Headers`, 'Properties', 'ResponseHeadersPolicyConfig'];
    const security = [...policy, 'SecurityHeadersConfig'];
    const headers: Record<string, string> = {
      'Content-Security-Policy': this.#at(...security, 'ContentSecurityPolicy', 'ContentSecurityPolicy'),
      'Referrer-Policy': this.#at(...security, 'ReferrerPolicy', 'ReferrerPolicy'),
      'X-Frame-Options': this.#at(...security, 'FrameOptions', 'FrameOption'),
    };
    if (template.hasIn([...security, 'ContentTypeOptions'])) headers['X-Content-Type-Options'] = 'nosniff';
    const others = template.getIn([...policy, 'CustomHeadersConfig', 'Items']);
    if (!isSeq(others)) throw new Error('the page has no headers of its own');
    for (const other of others.items) {
      if (isMap(other)) headers[this.#text(other.get('Header', true))] = this.#text(other.get('Value', true));
    }
    return headers;
  }

  /** The file config.json. */
  get configuration(): string {
    return this.#at('Outputs', `${this.#page}Configuration`, 'Value');
  }

  #at(...path: readonly string[]): string {
    return this.#text(template.getIn(path, true));
  }

  /** Follows the functions of CloudFormation that the page's part of the template uses. */
  #text(node: unknown): string {
    if (isSeq(node) && node.tag === '!Join' && isSeq(node.items[1])) {
      return node.items[1].items.map((part) => this.#text(part)).join(this.#text(node.items[0]));
    }
    if (isSeq(node) && node.tag === '!If') {
      return this.#text(this.#holds(this.#text(node.items[0])) ? node.items[1] : node.items[2]);
    }
    if (isSeq(node) && node.tag === '!Select' && isSeq(node.items[1])) {
      const [separator, whole] = node.items[1].items.map((part) => this.#text(part));
      return whole!.split(separator!)[Number(this.#text(node.items[0]))]!;
    }
    if (!isScalar(node)) throw new Error(`the tests cannot read ${String(node)}`);
    const text = String(node.value);
    switch (node.tag) {
      case '!Ref':
        return this.#value(text);
      case '!Sub':
        return text.replaceAll(/\$\{([\w:]+)\}/g, (_, name: string) => this.#value(name));
      default:
        return text;
    }
  }

  #holds(condition: string): boolean {
    const node = template.getIn(['Conditions', condition], true);
    if (!isSeq(node) || node.tag !== '!Equals') throw new Error(`the tests cannot read the condition ${condition}`);
    return this.#text(node.items[0]) === this.#text(node.items[1]);
  }

  #value(name: string): string {
    const value = this.#values[name] ?? template.getIn(['Parameters', name, 'Default']);
    if (value === undefined) throw new Error(`${name} has no value`);
    return String(value);
  }
}
