import { inspectNumber } from '../../numbers/number-plan';
import { indianDay } from '../day';
import { denied, met, notApplicable, type Rule } from '../rule';

export const numberActive: Rule<'number-active'> = ({ at, number: { status, dlt } }) => {
  if (status !== 'active') return denied('the number is suspended');
  const until = dlt?.suspendedUntil;
  if (until !== undefined && indianDay(at) <= until) {
    return denied(`the operator has barred the number until ${until}`);
  }
  return met('the number is active');
};

export const nationalRoute: Rule<'national-route'> = ({ number, callee, carrier }, { countries }) => {
  const home = inspectNumber(number.number).country;
  const concerned = countries.filter((country) => country === home || country === callee.country);
  const [country] = concerned;
  if (country === undefined) return notApplicable('neither number nor callee is of such a country');
  if (carrier.country === undefined) return denied('it is not known in which country the route begins');
  for (const each of concerned) {
    if ((home === each) === (carrier.country === each)) continue;
    return denied(
      home === each
        ? `a number of ${each} may not call by a route of ${carrier.country}`
        : `a number of another country may not call by a route of ${each}`,
    );
  }
  return met(`number and route belong together (${carrier.country})`);
};
