import * as fc from 'fast-check';
import { document, element, escapeXml } from '../../../lambda/bridge/xml';

it('writes elements with attributes, text and elements within', () => {
  const inner = element('Speak', { voice: 'WOMAN', language: undefined }, 'Namaste');
  expect(document(element('Response', { n: 1 }, [inner, element('Hangup', {})]))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>' +
      '<Response n="1"><Speak voice="WOMAN">Namaste</Speak><Hangup/></Response>',
  );
});

it('escapes text and attributes', () => {
  expect(element('A', { b: `"'<&>` }, `"'<&>`).xml).toBe(
    '<A b="&quot;&apos;&lt;&amp;&gt;">&quot;&apos;&lt;&amp;&gt;</A>',
  );
});

it('drops what XML cannot hold and keeps all scripts', () => {
  expect(escapeXml('a\u0000\u0008b\uFFFE\uD800c\tनमस्ते 😀')).toBe('abc\tनमस्ते 😀');
});

it('lets no text end its element or begin another', () => {
  const anything = fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', ']]>', '<!--', '\n'),
  });
  fc.assert(
    fc.property(anything, (text) => {
      const escaped = escapeXml(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/);
    }),
  );
});
