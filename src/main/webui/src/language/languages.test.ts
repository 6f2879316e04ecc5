import { describe, expect, test } from 'vitest';
import { chooseLanguage, localeFor } from './languages';

describe('the language to begin with', () => {
  const offered = ['en', 'zh-Hans', 'fil', 'id', 'pt-BR', 'ar'] as const;

  test.each([
    [['hi-IN', 'ar-EG'], 'ar'],
    [['zh-SG'], 'zh-Hans'],
    [['zh-TW'], 'en'],
    [['pt-PT'], 'pt-BR'],
    [['tl-PH'], 'fil'],
    [['in-ID'], 'id'],
    [['*', 'x-odd', 'en-IN'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (wishes, language) => {
    expect(chooseLanguage(offered, wishes, null)).toBe(language);
  });

  test('is the one chosen before', () => {
    expect(chooseLanguage(offered, ['ar'], 'pt-BR')).toBe('pt-BR');
  });

  test('is never one that the operator has not enabled', () => {
    expect(chooseLanguage(['en'], ['ar'], 'ar')).toBe('en');
  });

  test('looks as in the region of the wish', () => {
    expect(localeFor('en', ['hi-IN', 'en-IN'])).toBe('en-IN');
    expect(localeFor('tr', ['en-IN'])).toBe('tr');
  });
});
