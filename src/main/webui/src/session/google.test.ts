import { expect, test } from 'vitest';
import { consentOf } from './google';

const photos = 'https://www.googleapis.com/auth/photoslibrary.appendonly';
const drive = 'https://www.googleapis.com/auth/drive.appdata';
const kept = JSON.stringify({ state: 's', verifier: 'v', purpose: 'start' });
const read = (search: string, before: string | null = kept) =>
  consentOf(new URLSearchParams(search), before, ['openid', photos, drive], 'https://page.example/google');

test('a consent is given with the verifier of this tab', () => {
  expect(read(`state=s&code=c&scope=${photos}+${drive}`)).toEqual({
    kind: 'given',
    code: 'c',
    verifier: 'v',
    redirectUri: 'https://page.example/google',
    purpose: 'start',
    wanted: {},
  });
  expect(read('state=s&code=c')).toMatchObject({ kind: 'given' });
});

test('a consent has the choice that was made before it', () => {
  const chosen = (wanted: object) => read('state=s&code=c', JSON.stringify({ state: 's', verifier: 'v', purpose: 'start', wanted }));
  expect(chosen({ movePrivate: false })).toMatchObject({ wanted: { movePrivate: false } });
  expect(chosen({ movePrivate: true, selection: { years: [2021] } })).toMatchObject({
    wanted: { movePrivate: true, selection: { years: [2021] } },
  });
});

test('a box that is not ticked is named', () => {
  expect(read(`state=s&code=c&scope=${drive}`)).toEqual({ kind: 'in-part', missing: [photos], purpose: 'start', wanted: {} });
});

test('a refusal is no consent', () => {
  expect(read('state=s&error=access_denied')).toEqual({ kind: 'refused', purpose: 'start', wanted: {} });
});

test('an answer that this tab did not ask for is refused', () => {
  expect(read('state=other&code=c')).toEqual({ kind: 'not-ours' });
  expect(read('state=s&code=c', null)).toEqual({ kind: 'not-ours' });
});
