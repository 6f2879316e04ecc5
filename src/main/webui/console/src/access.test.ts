import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calls, may, operatorOf, roles, rolesFor } from './access';
import type { Call } from './api';
import { readConfig } from './config';

const config = readConfig({
  issuer: 'https://staff.example.com',
  clientId: 'console',
  scope: 'openid',
  rolesClaim: 'groups',
  nameClaim: 'name',
  roles: 'viewer=readers  purge-planner=planners legal=lawyers',
});

function token(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

describe('the table of docs/operators.md', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../../../../docs/operators.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const rows = lines.filter(([call, ...cells]) => /^`[\w-]+`$/.test(call ?? '') && cells.length === roles.length);

  test('has the roles in this order', () => {
    expect(lines[0]!.slice(1)).toEqual([...roles]);
    expect(rows.map(([call]) => call!.replaceAll('`', '')).toSorted()).toEqual(calls);
  });

  test.each(rows.map(([call, ...cells]) => [call!.replaceAll('`', '') as Call, cells] as const))(
    'says of %s what the console says',
    (call, cells) => {
      const named = roles.filter((_, index) => cells[index] === 'yes');
      expect([...rolesFor(call)].toSorted()).toEqual(named.toSorted());
    },
  );

  test.each([
    ['change-limits', 'purgeConcurrency'],
    ['hold-account', 'recovery'],
    ['steer-job', 'pause'],
    ['steer-job', 'retry'],
  ] as const)('says of %s with %s what the console says', (call, field) => {
    const [, ...cells] = lines.find(([row]) => row === `\`${call}\` with \`${field}\``)!;
    const named = roles.filter((_, index) => cells[index] === 'yes');
    expect([...rolesFor(call, field)].toSorted()).toEqual(named.toSorted());
  });
});

describe('an operator', () => {
  test('has the roles that the deployment gives to the names in the token', () => {
    const operator = operatorOf(token({ sub: '00u1', name: 'Zoë', groups: ['planners', 'gardeners'] }), config);
    expect(operator).toEqual({ subject: '00u1', name: 'Zoë', roles: new Set(['purge-planner']) });
    expect(may(operator, 'plan-purge')).toBe(true);
    expect(may(operator, 'approve-purge')).toBe(false);
    expect(may(operator, 'stop-purges')).toBe(true);
  });

  test('has the role of a text, and none of a part of a name', () => {
    expect(operatorOf(token({ sub: '1', groups: 'readers' }), config).roles).toEqual(new Set(['viewer']));
    expect(operatorOf(token({ sub: '1', groups: 'readers lawyers' }), config).roles).toEqual(new Set());
    expect(operatorOf(token({ sub: '1', groups: ['team lawyers'] }), config).roles).toEqual(new Set());
  });

  test.each(['', 'a.b.c', token({}), token({ sub: 7, groups: { readers: true } })])('of the token %j has no role', (of) => {
    expect(operatorOf(of, config).roles).toEqual(new Set());
  });
});

test('the configuration names what it lacks', () => {
  expect(() => readConfig({ issuer: 'https://staff.example.com' })).toThrow('config.json lacks clientId');
});
