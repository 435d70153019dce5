import { addDays, indianDay } from '../day';
import { denied, met, type Rule } from '../rule';

export const complaints: Rule<'complaints'> = ({ at, number: { dlt } }, { most, days }) => {
  const since = addDays(indianDay(at), -days);
  const late = (dlt?.complaints ?? []).filter(({ on }) => on >= since);
  return late.length >= most
    ? denied(`${late.length} complaints in ${days} days; ${most} stop all calls from the number`)
    : met(`fewer than ${most} complaints in ${days} days`);
};
