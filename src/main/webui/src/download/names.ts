/**
 * Names for the files of a folder, made from any text. Sundown's archives have safe names already; these rules hold
 * whatever an archive says. They are those of Windows, the strictest, and no name leads out of the folder.
 */
const MOST_LETTERS = 100;
const MOST_BYTES = 240;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const FORBIDDEN = /[<>:"|?*]/g;
const ENDS = /^[. ]+|[. ]+$/g;
const EXTENSION = /\.[A-Za-z0-9]{1,10}$/;
const RESERVED = /^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(COM|LPT)[0-9¹²³]) *(\..*)?$/i;

/** Windows runs such files, and Chromium refuses to write them. */
const REFUSED = /\.(lnk|local|scf|url)$/i;

/** The parts of a safe path: folders, then the file. */
export function safePath(name: string): string[] {
  const parts = name
    .split(/[/\\]/)
    .map(safeName)
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : ['_'];
}

function safeName(text: string): string {
  const clean = text.normalize('NFC').replace(INVISIBLE, '').replace(FORBIDDEN, '_').replace(ENDS, '');
  const [stem, extension] = split(clean);
  const short = cut(stem, MOST_LETTERS - extension.length, MOST_BYTES - extension.length).replace(ENDS, '');
  const safe = REFUSED.test(extension) ? `${short}${extension}_` : short + extension;
  return RESERVED.test(safe) ? `_${safe}` : safe;
}

/** The same name with a number: `Beach (2).jpg`. */
export function numbered(name: string, number: number): string {
  const [stem, extension] = split(name);
  return `${stem} (${number})${extension}`;
}

/** Equal for names that a file system may take for the same: Windows and macOS ignore case and how accents compose. */
export function fold(name: string): string {
  return name.normalize('NFD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD');
}

function split(name: string): [string, string] {
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - extension.length), extension];
}

/** Cuts between characters as people see them where the browser knows them, and never within a code point. */
function cut(text: string, mostLetters: number, mostBytes: number): string {
  let letters = 0;
  let bytes = 0;
  let kept = '';
  for (const character of characters(text)) {
    letters += character.length;
    bytes += new TextEncoder().encode(character).length;
    if (letters > mostLetters || bytes > mostBytes) {
      break;
    }
    kept += character;
  }
  return kept;
}

function characters(text: string): Iterable<string> {
  return 'Segmenter' in Intl
    ? Array.from(new Intl.Segmenter().segment(text), (segment) => segment.segment)
    : text;
}
