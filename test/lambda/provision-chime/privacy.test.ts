import { RESOURCES, type ChimeResourceType } from '../../../lambda/provision-chime/properties';
import { AwsAccount } from './aws-account';
import { OTHER_PASSWORD, PLANTED_PASSWORD, sampleOf, surround } from './samples';

const FORBIDDEN = [PLANTED_PASSWORD, OTHER_PASSWORD, '4155550100', 'planted-signature'];
const FAULTS = ['AccessDeniedException', 'BadRequestException', 'ServiceFailureException'] as const;

const types = Object.keys(RESOURCES) as ChimeResourceType[];

test.each(types)('no secret and no number stands in an answer or in the log: %s', async (type) => {
  for (const error of FAULTS) {
    const account = await AwsAccount.open();
    const { first, changed } = sampleOf(type, surround(account), account);
    const { faults } = account.chime;
    // Amazon can only quote what it was told.
    const spoil = (call: number) =>
      type === 'Custom::ByonTerminationCredentials'
        ? faults.before('PutVoiceConnectorTerminationCredentials', {
            error,
            message: `refused with ${PLANTED_PASSWORD}`,
            times: 60,
          })
        : faults.before({ call }, { error, message: 'refused for +14155550100', times: 60 });

    spoil(2);
    await account.stack.deploy({ Thing: { type, properties: first } });
    faults.clear();
    await account.stack.deploy({ Thing: { type, properties: first } });
    spoil(1);
    await account.stack.deploy({ Thing: { type, properties: changed } });
    faults.clear();
    await account.stack.delete();

    const told = account.stack.bodies.join() + account.log.public;
    expect(FORBIDDEN.filter((text) => told.includes(text))).toEqual([]);
    expect(account.stack.contentTypes.every((given) => given === '')).toBe(true);
    await account.close();
  }
});
