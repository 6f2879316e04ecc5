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

test.each(['issuer', 'clientId', 'googleScopes', 'languages'])('names %s where it is missing', (field) => {
  expect(() => readConfig({ ...valid, [field]: undefined })).toThrow(field);
});
