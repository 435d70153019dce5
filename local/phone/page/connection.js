/**
 * The line to the server of this page. Text frames are messages, binary frames are 16-bit samples at 8 kHz.
 *
 * @param {{ told: (message: any) => void, heard: (samples: Int16Array) => void, gone: () => void }} listener
 */
export function connect({ told, heard, gone }) {
  const socket = new WebSocket(`ws://${location.host}/`);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') told(JSON.parse(data));
    else heard(new Int16Array(data));
  });
  socket.addEventListener('close', gone);
  /** @param {string | Int16Array} frame */
  const send = (frame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  };
  return { send, tell: (/** @type {object} */ message) => send(JSON.stringify(message)) };
}
