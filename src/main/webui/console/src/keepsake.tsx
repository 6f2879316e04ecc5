import type { ComponentChildren, VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { saveFile } from '../../src/parts/save-file';
import { useWords } from './words';

/** Nothing in the file runs, and nothing is fetched for it, whatever it was given. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Something to read that can be saved as one file, to send on or to print: what is shown, with its look, in UTC alone. */
export function Keepsake({
  file,
  complete,
  children,
}: {
  file: string;
  /** Whether all that is to be read is there. */
  complete: boolean;
  children: ComponentChildren;
}): VNode {
  const say = useWords();
  const shown = useRef<HTMLElement>(null);
  return (
    <>
      <article ref={shown}>{children}</article>
      {complete && (
        <div class="actions">
          <button type="button" class="first" onClick={() => saveFile(`${file}.html`, 'text/html', fileOf(shown.current!))}>
            {say('keepsake.save')}
          </button>
        </div>
      )}
    </>
  );
}

/** The browser writes the file, so that it is escaped as the browser reads it. */
function fileOf(shown: HTMLElement): string {
  const file = document.implementation.createHTMLDocument(shown.querySelector('h1')?.textContent ?? '');
  file.documentElement.lang = document.documentElement.lang;
  addMeta(file, { charset: 'utf-8' });
  addMeta(file, { 'http-equiv': 'Content-Security-Policy', content: POLICY });
  addMeta(file, { name: 'viewport', content: 'width=device-width, initial-scale=1' });
  const main = file.createElement('main');
  main.append(...file.importNode(shown, true).childNodes);
  // Those who get the file have other clocks than the one who saves it.
  for (const time of main.querySelectorAll('.when .local')) time.remove();
  for (const button of main.querySelectorAll('th button')) button.replaceWith(...button.childNodes);
  for (const button of main.querySelectorAll('button')) (button.closest('p') ?? button).remove();
  file.body.append(main);
  // The console's own policy allows no inline style, and holds for this document too: styles join the text alone.
  const text = file.documentElement.outerHTML.replace('</head>', () => `<style>${stylesOf(document)}</style></head>`);
  return `<!doctype html>\n${text}\n`;
}

function addMeta(file: Document, attributes: Readonly<Record<string, string>>): void {
  const meta = file.createElement('meta');
  for (const [name, value] of Object.entries(attributes)) meta.setAttribute(name, value);
  file.head.append(meta);
}

function stylesOf({ styleSheets }: Document): string {
  return [...styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\n');
}
