/** The languages that have messages, each named in itself. */
export const languages = {
  en: 'English',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  hi: 'हिन्दी',
  id: 'Bahasa Indonesia',
  fil: 'Filipino',
  vi: 'Tiếng Việt',
  ms: 'Bahasa Melayu',
  my: 'မြန်မာ',
  'pt-BR': 'Português (Brasil)',
  tr: 'Türkçe',
  es: 'Español',
  ar: 'العربية',
  de: 'Deutsch',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  ru: 'Русский',
  th: 'ไทย',
} as const;

export type LanguageTag = keyof typeof languages;

export function isLanguage(tag: string): tag is LanguageTag {
  return Object.hasOwn(languages, tag);
}

export function directionOf(tag: LanguageTag): 'ltr' | 'rtl' {
  return tag === 'ar' ? 'rtl' : 'ltr';
}

/**
 * The language to begin with: the one chosen before, else the first wish that is offered, else the first offered.
 * A wish matches by language and script, so that pt-PT reads pt-BR, and zh-TW does not read zh-Hans.
 */
export function chooseLanguage(
  offered: readonly LanguageTag[],
  wishes: readonly string[],
  chosen: string | null,
): LanguageTag {
  const before = offered.find((tag) => tag === chosen);
  if (before) return before;
  for (const wish of wishes) {
    const match = offered.find((tag) => sameWriting(tag, wish));
    if (match) return match;
  }
  return offered[0] ?? 'en';
}

/** The wish whose region decides how dates and numbers look: en-IN where the page is in English. */
export function localeFor(tag: LanguageTag, wishes: readonly string[]): string {
  return wishes.find((wish) => sameWriting(tag, wish)) ?? tag;
}

function sameWriting(one: string, other: string): boolean {
  try {
    const [a, b] = [new Intl.Locale(one).maximize(), new Intl.Locale(other).maximize()];
    return a.language === b.language && a.script === b.script;
  } catch {
    return false;
  }
}
