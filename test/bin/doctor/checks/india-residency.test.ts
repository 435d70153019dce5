import { InvalidInputError } from '../../../../lambda/core/errors';
import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

const dlt = { declaredPurposes: ['inbound-only'], subscriber: { legalName: 'Asha', kycStatus: 'verified' } };

it('warns that calls to Indian numbers leave the country, and names the first', async () => {
  const { of, text } = await examine(laptop, {
    numbers: {
      '+14155550100': { agent: 'reception' },
      '+911800000000': { agent: 'reception', dlt },
      '+911800000001': { agent: 'reception', dlt },
    },
  });
  expect(of('media in India')).toMatchObject([
    {
      status: 'warning',
      detail: expect.stringMatching(/^\+911800000000 is Indian, like 1 more: .*leaves the country/),
    },
  ]);
  expect(text).not.toContain('+911800000001');
});

it('refuses a number whose media must stay there', async () => {
  const numbers = { '+911800000000': { agent: 'reception', dlt: { ...dlt, mediaMustStayInIndia: true } } };
  await expect(examine(laptop, { numbers })).rejects.toBeInstanceOf(InvalidInputError);
});
