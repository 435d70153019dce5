// The telephone: what the person does goes to the server, what the server tells is shown.

import { connect } from './connection.js';
import { dialPad } from './dial-pad.js';
import { Earpiece } from './earpiece.js';
import { byId } from './elements.js';
import { Microphone } from './microphone.js';
import { numberChoice } from './number-choice.js';
import { showProviders } from './providers.js';
import { showResult } from './result.js';
import { StateDisplay } from './state-display.js';
import { Transcript } from './transcript.js';
import { Wire } from './wire.js';

const display = new StateDisplay();
const transcript = new Transcript();
const wire = new Wire();
const earpiece = new Earpiece();
const server = connect({ told, heard: (frame) => earpiece.play(frame), gone });
const microphone = new Microphone({
  frame: (samples) => inCall && server.send(samples),
  level: (level) => display.showLevel(level),
  changed: showMicrophone,
});
const pad = dialPad((key) => {
  earpiece.keyTone(key);
  if (!inCall) return;
  server.tell({ type: 'press', key });
  // What the agent asks for may be a card or a PIN.
  transcript.keyed(document.body.dataset.state === 'asking' ? '•' : key);
});

let inCall = false;
let isConnected = false;

/** @type {ReturnType<typeof numberChoice>} */
let choice;

byId('dialling').addEventListener('submit', (event) => {
  event.preventDefault();
  if (inCall || !isConnected) return;
  earpiece.open();
  clearFault();
  server.tell({ type: 'call', to: choice.number(), from: byId('caller').value });
});
byId('hang-up').addEventListener('click', () => server.tell({ type: 'hang-up' }));
byId('saying').addEventListener('submit', (event) => {
  event.preventDefault();
  const line = byId('line');
  if (line.value.trim() === '') return;
  server.tell({ type: 'say', text: line.value });
  line.value = '';
});
byId('microphone').addEventListener('click', async () => {
  clearFault();
  const refusal = await microphone.toggle();
  if (refusal) showFault(refusal);
});

/** @param {any} message as in the server's protocol.ts: ToPage */
function told(message) {
  switch (message.type) {
    case 'welcome':
      isConnected = true;
      choice = numberChoice(message.lines, (line) => showProviders(line, message.words));
      display.show('idle');
      return enable();
    case 'state':
      if (!inCall) begin();
      return display.show(message.state);
    case 'waiting':
      return transcript.waiting(message);
    case 'caller':
      return transcript.caller(message);
    case 'agent':
      return transcript.agent(message);
    case 'pause':
      return transcript.pause(message);
    case 'note':
      return transcript.note(message);
    case 'event':
      return wire.event(message);
    case 'answer':
      return wire.answer(message);
    case 'hush':
      return earpiece.hush();
    case 'ended':
      return end(message);
    case 'fault':
      return showFault(message.message);
  }
}

function begin() {
  inCall = true;
  transcript.begin(choice.language());
  wire.clear();
  showResult(undefined);
  display.startTimer();
  enable();
  // On a touch screen the focus would bring up its keyboard.
  if (matchMedia('(pointer: fine)').matches) byId('line').focus();
}

/** @param {any} message */
function end(message) {
  inCall = false;
  earpiece.hush();
  microphone.off();
  transcript.dropWaiting();
  display.show('idle');
  display.stopTimer(message.seconds);
  showResult(message);
  const leaves = document.activeElement === byId('line') || document.activeElement === byId('hang-up');
  enable();
  if (leaves) byId('call').focus();
}

function gone() {
  if (inCall) transcript.dropWaiting();
  inCall = false;
  isConnected = false;
  earpiece.hush();
  microphone.off();
  display.stopTimer();
  display.show('gone');
  enable();
  showFault('The phone was switched off: its server is gone. Run npm start again, then reload this page.');
}

function enable() {
  const may = (id, allowed) => (byId(id).disabled = !allowed);
  may('call', isConnected && !inCall);
  may('number', isConnected && !inCall);
  may('other-number', !inCall);
  may('caller', !inCall);
  for (const id of ['hang-up', 'line', 'say', 'microphone']) may(id, inCall);
  pad.enable(isConnected);
  document.body.dataset.call = inCall ? 'on' : 'off';
}

/** @param {boolean} isOn */
function showMicrophone(isOn) {
  const button = byId('microphone');
  button.setAttribute('aria-pressed', String(isOn));
  byId('level').hidden = !isOn;
  button.textContent = isOn ? 'Microphone is on' : 'Microphone';
}

/** @param {string} text */
function showFault(text) {
  const fault = byId('fault');
  fault.textContent = text;
  fault.hidden = false;
}

function clearFault() {
  byId('fault').hidden = true;
}
