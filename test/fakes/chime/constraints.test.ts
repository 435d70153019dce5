import * as sdk from '@aws-sdk/client-chime-sdk-voice';
import { Account } from './account';
import { CONSTRAINTS } from './constraints';
import { operationsOf } from './operations';
import { ROUTES } from './routes';
import { DEFAULT_SETTINGS } from './settings';

const STRUCTURE_MEMBERS = 4;

test.each(Object.keys(CONSTRAINTS))('%s is a member that the API has', (key) => {
  const [structure, member] = key.split('.');
  const schema = (sdk as unknown as Record<string, unknown[]>)[`${structure}$`];
  expect(schema?.[STRUCTURE_MEMBERS]).toContain(member);
});

test('every operation of the fake is one of the API', () => {
  const known = ROUTES.map(({ operation }) => operation);
  const modelled = Object.keys(operationsOf(new Account('111122223333', DEFAULT_SETTINGS)));
  expect(known).toEqual(expect.arrayContaining(modelled));
  expect(modelled.filter((operation) => operation.includes('PhoneNumber'))).toEqual(['GetPhoneNumber']);
});
