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

test('leads to Apple where the operator names no other page', () => {
  const given = (appleRefundUri?: string) => readConfig({ ...valid, appleRefundUri }).appleRefundUri;
  expect(given('https://support.apple.com/118223')).toBe('https://support.apple.com/118223');
  expect(['', 'javascript:alert(1)', undefined].map(given)).toEqual(Array(3).fill('https://reportaproblem.apple.com'));
});

test.each(['issuer', 'clientId', 'googleScopes', 'languages'])('names %s where it is missing', (field) => {
  expect(() => readConfig({ ...valid, [field]: undefined })).toThrow(field);
});
