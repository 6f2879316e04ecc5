import { describe, expect, test } from 'vitest';
import { fold, numbered, safePath } from './names';

describe('safePath', () => {
  test.each([
    ['Album/Beach.jpg', 'Album/Beach.jpg'],
    ['Hochzeit Zoë/Straße.jpg', 'Hochzeit Zoë/Straße.jpg'],
    ['မြန်မာ/ဓာတ်ပုံ.jpg', 'မြန်မာ/ဓာတ်ပုံ.jpg'],
    ['../../etc/passwd', 'etc/passwd'],
    ['..', '_'],
    ['', '_'],
    ['a/./b//c.jpg', 'a/b/c.jpg'],
    ['/root.jpg', 'root.jpg'],
    ['C:\\temp\\a.jpg', 'C_/temp/a.jpg'],
    ['a/..\\..\\b.jpg', 'a/b.jpg'],
    ['what?*<>|":.jpg', 'what_______.jpg'],
    ['Trailing. ./x.jpg. ', 'Trailing/x.jpg'],
    ['.hidden.jpg', 'hidden.jpg'],
    ['CON/nul.txt', '_CON/_nul.txt'],
    ['COM1.jpg', '_COM1.jpg'],
    ['com10.jpg', 'com10.jpg'],
    ['photo.lnk', 'photo.lnk_'],
    ['site.URL', 'site.URL_'],
    ['a\u0000b\u202egpj.exe', 'abgpj.exe'],
    ['one\ntwo.jpg', 'onetwo.jpg'],
    ['e\u0301.jpg', 'é.jpg'],
  ])('makes %j into %j', (name, path) => {
    expect(safePath(name).join('/')).toBe(path);
  });

  test('shortens a long name between characters, and keeps its extension', () => {
    const [name] = safePath(`${'👍🏽'.repeat(60)}.heic`);

    expect(name!.endsWith('.heic')).toBe(true);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
    expect(name!.slice(0, -5)).toMatch(/^(👍🏽)+$/u);
  });
});

test('numbers a name before its extension', () => {
  expect([numbered('Beach.jpg', 2), numbered('Beach', 3), numbered('a.b.tar', 4)]).toEqual([
    'Beach (2).jpg',
    'Beach (3)',
    'a.b (4).tar',
  ]);
});

test.each([
  ['BEACH.jpg', 'beach.JPG'],
  ['é', 'e\u0301'],
  ['straße', 'STRASSE'],
  ['ΣΑΣ', 'σας'],
])('takes %j and %j for the same', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});
