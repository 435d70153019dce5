import ipaddr from 'ipaddr.js';
import { resolveCallsFrom } from '../../../lib/carriers/calls-from';
import { CARRIER_NAMES, signallingRangesOf } from '../../../lib/carriers/signalling-ranges';

const faultOf = (entry: string) => {
  const { cidrs, faults } = resolveCallsFrom([entry]);
  expect(cidrs).toEqual([]);
  expect(faults).toHaveLength(1);
  return faults[0]!.message;
};

describe('the carriers that are known by name', () => {
  it.each(CARRIER_NAMES)('%s has public ranges that a connector takes', (carrier) => {
    for (const cidr of signallingRangesOf(carrier)!.ranges) {
      const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
      expect(address.range()).toBe('unicast');
      expect(prefix).toBeGreaterThanOrEqual(27);
      expect(ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()).toBe(address.toString());
    }
  });

  it('have as many ranges as they publish, wider ones split', () => {
    expect(CARRIER_NAMES.map((name) => [name, signallingRangesOf(name)!.ranges.length])).toEqual([
      ['twilio', 8],
      ['vobiz', 10],
      ['exotel', 0],
      ['telnyx', 10],
      ['plivo', 27],
    ]);
  });

  it('of Vobiz are all that it signals from: from which ones an answer in XML has it call, no document says', () => {
    const bridged = ['13.203.7.132/32', '65.2.100.211/32', '13.126.98.234/32', '13.235.11.131/32'];
    const more = ['3.111.128.110/32', '43.204.64.203/32', '15.207.232.91/32', '35.154.133.28/32'];
    const trunks = ['13.233.44.61/32', '3.111.255.163/32'];
    expect(signallingRangesOf('vobiz')!.ranges).toEqual([...trunks, ...bridged, ...more]);
  });

  it('are no properties of objects', () => {
    expect(signallingRangesOf('constructor')).toBeUndefined();
  });
});

describe('who may call', () => {
  it('is a carrier, a range or an address, each once', () => {
    const { cidrs, faults, splits } = resolveCallsFrom([
      'Vobiz',
      '54.172.60.0/30',
      '8.8.8.8',
      'vobiz',
      '8.8.8.8/32',
    ]);
    expect(cidrs).toEqual([...signallingRangesOf('vobiz')!.ranges, '54.172.60.0/30', '8.8.8.8/32']);
    expect([faults, splits]).toEqual([[], []]);
  });

  it('is split into ranges of /27, and that is told', () => {
    const { cidrs, splits } = resolveCallsFrom(['8.8.8.8', '54.172.60.0/25']);
    expect(cidrs.slice(1)).toEqual([
      '54.172.60.0/27',
      '54.172.60.32/27',
      '54.172.60.64/27',
      '54.172.60.96/27',
    ]);
    expect(splits).toEqual([{ path: [1], message: expect.stringMatching(/split into 4 ranges of \/27/) }]);
  });

  it('is a whole /20 at most', () => {
    const { cidrs } = resolveCallsFrom(['223.255.240.0/20']);
    expect(cidrs).toHaveLength(128);
    expect(cidrs.at(-1)).toBe('223.255.255.224/27');
    expect(faultOf('54.172.0.0/19')).toMatch(/8,192 addresses/);
    expect(faultOf('0.0.0.0/0')).toMatch(/4,294,967,296 addresses/);
  });

  it.each([
    ['10.1.2.3', 'private'],
    ['192.168.0.0/28', 'private'],
    ['172.16.0.0/24', 'private'],
    ['127.0.0.1', 'loopback'],
    ['169.254.1.1', 'linkLocal'],
    ['100.64.0.0/27', 'carrierGradeNat'],
    ['203.0.113.8/29', 'reserved'],
    ['198.51.100.7', 'reserved'],
    ['192.0.2.0/24', 'reserved'],
    ['198.51.96.0/20', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['0.0.0.0', 'unspecified'],
  ])('is nobody on %s, which is %s', (entry, kind) => {
    expect(faultOf(entry)).toMatch(new RegExp(`is not public \\(${kind}\\).*public addresses`));
  });

  it.each([
    ['2001:db8::1', /is IPv6.*IPv4 signalling addresses/],
    ['2600:1f18::/48', /is IPv6/],
    ['54.172.60.1/30', /the range is 54\.172\.60\.0\/30/],
    ['54.172.60.0/33', /is no IPv4 range/],
    ['54.172.600.0/30', /is no IPv4 range/],
    ['054.172.60.0', /is no IPv4 range/],
    ['54.172.60/24', /neither a carrier known here nor an IPv4 range/],
    ['twillio', /did you mean twilio\?/],
    ['sip.example.com', /carriers known by name: twilio, vobiz, exotel/],
    ['exotel', /ask exotel which ones your trunk has/],
  ])('is not %s', (entry, words) => {
    expect(faultOf(entry)).toMatch(words);
  });

  it('is told by the place in the list, and holes are let be', () => {
    const { faults } = resolveCallsFrom([undefined, 'twilio', 'nobody', '10.0.0.1']);
    expect(faults.map(({ path }) => path)).toEqual([[2], [3]]);
  });
});
