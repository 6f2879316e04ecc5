import { expect, test } from 'vitest';
import { readConfig } from './config';

const valid = {
  issuer: 'https://sign-in.example',
  clientId: 'app',
  scope: 'openid',
  googleClientId: 'google',
  googleAuthorization: 'https://accounts.google.com/o/oauth2/v2/auth',
  googleScopes: ['https://www.googleapis.com/auth/drive.appdata'],
  languages: 'en tlh ar',
};

test('offers only languages that have messages', () => {
  expect(readConfig(valid)).toMatchObject({ languages: ['en', 'ar'], brand: 'Sundown' });
  expect(readConfig({ ...valid, languages: 'tlh' }).languages).toEqual(['en']);
});

test('takes addresses of help, and none that would run in the page', () => {
  const given = (supportUri: string, helpUri = '') => readConfig({ ...valid, supportUri, helpUri });
  expect(given('mailto:help@example.com', 'https://example.com/help')).toMatchObject({
    supportUri: 'mailto:help@example.com',
    helpUri: 'https://example.com/help',
  });
  expect(given('', '')).toMatchObject({ supportUri: undefined, helpUri: undefined });
  expect(given('javascript:alert(1)', 'mailto:help@example.com')).toMatchObject({ supportUri: undefined, helpUri: undefined });
  expect(given('help@example.com').supportUri).toBeUndefined();
});

test('takes addresses of privacy and status, where the operator has them', () => {
  const given = (address: string) => {
    const { privacyUri, statusUri } = readConfig({ ...valid, privacyUri: address, statusUri: address });
    return [privacyUri, statusUri];
  };
  expect(given('https://example.com/privacy')).toEqual(Array(2).fill('https://example.com/privacy'));
  expect(given('mailto:privacy@example.com')).toEqual([undefined, undefined]);
});

test('takes pictures from an https address alone', () => {
  const given = (thumbnailUri?: string) => readConfig({ ...valid, thumbnailUri }).thumbnailUri;
  expect(given('https://thumbnails.example/{item}')).toBe('https://thumbnails.example/{item}');
  expect(['', 'javascript:alert(1)', 'http://thumbnails.example/{item}', undefined].map(given)).toEqual(Array(4).fill(undefined));
});

test('leads to Apple where the operator names no other page', () => {
  const given = (appleRefundUri?: string) => readConfig({ ...valid, appleRefundUri }).appleRefundUri;
  expect(given('https://support.apple.com/118223')).toBe('https://support.apple.com/118223');
  expect(['', 'javascript:alert(1)', undefined].map(given)).toEqual(Array(3).fill('https://reportaproblem.apple.com'));
});

test.each(['issuer', 'clientId', 'googleScopes', 'languages'])('names %s where it is missing', (field) => {
  expect(() => readConfig({ ...valid, [field]: undefined })).toThrow(field);
});
