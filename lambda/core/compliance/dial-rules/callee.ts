import { denied, met, type Rule } from '../rule';

const HOUR_MS = 3_600_000;

export const optOut: Rule<'opt-out'> = ({ optOut: known }) => {
  if (known === undefined) return denied('nobody has looked for an opt-out');
  return known === 'none'
    ? met('the callee has not opted out')
    : denied('the callee does not want to be called');
};

export const frequency: Rule<'frequency'> = ({ at, dials }, { caps }) => {
  if (dials === undefined) return denied('nobody has looked for earlier dials');
  const reached = caps.filter(
    ({ most, hours }) => dials.filter((dialled) => dialled > at - hours * HOUR_MS).length >= most,
  );
  return reached.length === 0
    ? met('the callee was not dialled too often')
    : denied(reached.map(({ most, hours }) => `dialled ${most} times in ${hours} hours already`).join('; '));
};
