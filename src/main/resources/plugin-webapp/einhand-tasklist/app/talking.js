/* What customer and agent say to each other: answers, notes, and a note that is not lost when somebody else goes on. */
import { el, button, told } from './dom.js';
import { field, input, area, select, tick, form, valueOf, reason } from './fields.js';
import { t, words, at, money } from './words.js';
import { get, put, post, newKey, segment } from './calls.js';

const INBOUND = ['phone', 'email', 'chat', 'messenger', 'social-public', 'social-private', 'letter'];
const IDENTIFIED = ['questions', 'code', 'shop-login', 'none'];
const SPECIALISMS = ['logistics', 'technical', 'provisioning', 'finance'];
const GROUPS = ['agents', 'seniors', 'leads', 'logistics', 'technical', 'provisioning', 'finance'];

/* ways to answer: what is sent from here first; what the customer used last is chosen */
function ways(file) {
  const who = file.customer;
  const sent = [who.email && 'email', who.mobile && 'sms', who.mobile && 'messenger'].filter(Boolean);
  const noted = ['phone', 'chat', 'social-private', 'social-public', 'letter'];
  const inbound = file.contacts.filter((one) => one.direction === 'inbound').pop();
  const last = inbound && inbound.channel;
  return {
    list: [...sent.map((one) => [one, words(one) + ' – ' + t('sent from here')]),
      ...noted.map((one) => [one, words(one) + ' – ' + t('told, only noted')])],
    chosen: [...sent, ...noted].includes(last) ? last : sent[0] || 'phone'
  };
}

/* keeps what is written on the server while it is being written */
function kept(file, box, said) {
  let waiting = null;
  let saving = Promise.resolve();
  const write = (text) => put('/files/' + segment(file.caseNumber) + '/note', { text });
  // one after the other, so that the last words written are the ones that are kept
  const save = () => {
    waiting = null;
    saving = saving.then(() => write(box.value)).then(
      () => { said.textContent = box.value ? t('Kept as a draft.') : ''; },
      (failure) => { said.textContent = t('The draft could not be kept: {0}', reason(failure)); });
  };
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 700);
  });
  box.addEventListener('blur', () => {
    if (waiting) {
      clearTimeout(waiting);
      save();
    }
  });
  return {
    drop: () => {
      clearTimeout(waiting);
      return saving.then(() => write('')).catch(() => null);
    }
  };
}

function draft(file) {
  const box = area(file.note ? file.note.text : '', 5);
  const said = el('div', 'einhand-quiet', file.note ? t('Begun by {0}, {1}.', file.note.writtenBy, at(file.note.writtenAt)) : '');
  said.setAttribute('role', 'status');
  return { box, said, ...kept(file, box, said) };
}

/* an answer to the customer */
export function reply(file, answering, done, cancel) {
  const way = ways(file);
  const channel = field(t('Channel'), select(way.list, answering && way.list.some(([one]) => one === answering.channel)
    ? answering.channel : way.chosen), { pointer: '/channel' });
  const open = file.contacts.filter((one) => one.direction === 'inbound' && !one.answeredAt && one.dueAt);
  const answers = open.length > 0 && field(t('Answers'), select([['', t('everything that is open')],
    ...open.map((one) => [one.id, at(one.at) + ', ' + words(one.channel) + ': ' + one.text.slice(0, 60)])], answering ? answering.id : ''),
  { pointer: '/answers' });
  const writing = draft(file);
  const words1 = field(t('Your words'), writing.box, { pointer: '/text', wide: true });
  const blocks = select([['', t('Choose a text block …')]]);
  const choose = field(t('Text block'), blocks);
  get('/files/' + segment(file.caseNumber) + '/text-blocks').then((found) => found.forEach((block) => {
    const one = document.createElement('option');
    one.value = block.text;
    one.textContent = block.title;
    blocks.append(one);
  })).catch(() => choose.remove());
  blocks.addEventListener('change', () => {
    if (!blocks.value) return;
    writing.box.value = (writing.box.value.trim() ? writing.box.value.trimEnd() + '\n\n' : '') + blocks.value;
    writing.box.dispatchEvent(new Event('input'));
    blocks.value = '';
    writing.box.focus();
  });
  const key = newKey();
  return form({
    label: t('Write to the customer'),
    fields: [el('div', 'einhand-fields', channel, answers || null, choose), words1, writing.said],
    confirm: t('Send'),
    cancel,
    send: async () => {
      const contact = await post('/api/cases/' + segment(file.caseNumber) + '/contacts', {
        channel: valueOf(channel), direction: 'outbound', text: writing.box.value, answers: answers ? valueOf(answers) : null
      }, key);
      await writing.drop();
      await done(t(['email', 'sms', 'messenger'].includes(contact.channel) ? 'Sent to the customer.' : 'Noted.'));
    }
  });
}

/* what the customer says now */
export function note(file, done, cancel) {
  const channel = field(t('Channel'), select(INBOUND.map((one) => [one, words(one)]), 'phone'), { pointer: '/channel' });
  const identified = field(t('Identified'), select(IDENTIFIED.map((one) => [one, words(one)]), 'questions'), { pointer: '/identified' });
  const retold = tick(t('She had to tell again what we knew'), '/retold');
  const writing = draft(file);
  const key = newKey();
  return form({
    label: t('Note what the customer said'),
    fields: [el('div', 'einhand-fields', channel, identified),
      field(t('What was said'), writing.box, { pointer: '/text', wide: true }), writing.said, retold],
    confirm: t('Note it'),
    cancel,
    send: async () => {
      await post('/api/cases/' + segment(file.caseNumber) + '/contacts', {
        channel: valueOf(channel), direction: 'inbound', text: writing.box.value, identified: valueOf(identified),
        retold: retold.control.checked
      }, key);
      await writing.drop();
      await done(t('Noted.'));
    }
  });
}

/* a question that comes back; the case stays */
export function consult(file, done, cancel) {
  const who = field(t('Specialism'), select(SPECIALISMS.map((one) => [one, words(one)])), { pointer: '/specialism' });
  const question = field(t('Question'), area('', 3), { pointer: '/question', wide: true });
  const waits = tick(t('The customer is on the line and waits'), '/onTheLine');
  const key = newKey();
  return form({
    label: t('Ask a specialist'),
    fields: [who, question, waits],
    confirm: t('Ask'),
    cancel,
    send: async () => {
      await post('/api/cases/' + segment(file.caseNumber) + '/consultations',
        { specialism: valueOf(who), question: valueOf(question), onTheLine: waits.control.checked }, key);
      await done(t('The question is asked. The case stays yours.'));
    }
  });
}

/* the last resort: what would keep the case is shown first */
export function handOn(file, done, cancel) {
  const to = field(t('To'), select(GROUPS.map((one) => [one, words(one)])), { pointer: '/to' });
  const why = field(t('Why'), input(), { pointer: '/reason', wide: true });
  const what = field(t('What the receiver should know'), area('', 3), { pointer: '/note', wide: true });
  const keeping = el('div', null);
  let override = false;
  let key = newKey();
  const made = form({
    label: t('Hand the case on'),
    fields: [to, why, what, keeping],
    confirm: t('Hand on'),
    cancel,
    send: async () => {
      await post('/api/cases/' + segment(file.caseNumber) + '/handoffs',
        { to: valueOf(to), reason: valueOf(why), note: valueOf(what), ...(override ? { override: true } : {}) }, key);
      await done(t('The case is offered to them; it stays yours until somebody takes it.'));
    },
    refused: (failure) => {
      if (failure.slug !== 'handoff-not-needed') return false;
      override = true;
      key = newKey();
      keeping.replaceChildren(told('warn',
        el('p', null, failure.problem.detail),
        el('p', null, t('This would keep the case:')),
        el('ul', null, (failure.problem.options || []).map((one) => el('li', null, words(one.action || one), ' ',
          el('span', 'einhand-quiet', [one.cost && money(one.cost), one.reason].filter(Boolean).join(' · ')))))));
      made.querySelector('button[type=submit]').textContent = t('Hand on all the same');
      return true;
    }
  });
  return made;
}

const COMPARED = ['name', 'mobile', 'email', 'postal-code', 'street', 'city'];

/* for who sees no personal data: is what the caller says what we have? */
export function comparing(file) {
  const what = field(t('What'), select(COMPARED.map((one) => [one, words(one)])), { pointer: '/what' });
  const said = field(t('The caller says'), input(), { pointer: '/said' });
  const outcome = el('div', null);
  return el('div', null,
    el('p', 'einhand-quiet', t('You see no personal data here. Type what the caller says; you hear whether it is what we have.')),
    form({
      label: t('Is it her?'),
      kind: 'einhand-inline',
      fields: [el('div', 'einhand-fields', what, said)],
      confirm: t('Compare'),
      send: async () => {
        outcome.replaceChildren();
        const compared = await post('/files/' + segment(file.caseNumber) + '/comparisons', { what: valueOf(what), said: valueOf(said) || '' });
        outcome.replaceChildren(told(compared.match ? 'good' : 'warn',
          t(compared.match ? 'That is what we have on file.' : 'That is not what we have on file.'), ' ',
          el('span', 'einhand-quiet', t('Tries left within the hour: {0}', compared.left))));
      }
    }),
    outcome);
}

/* a row of things to do; one of them is open at a time */
export function conversation(file, done) {
  const opened = el('div', 'einhand-opened');
  let pressed = null;
  const open = (which, make) => (event) => {
    const from = event && event.currentTarget;
    const same = pressed && pressed === from;
    shut();
    if (same) return;
    pressed = from || which;
    pressed.setAttribute('aria-expanded', 'true');
    const made = make();
    opened.replaceChildren(made);
    const first = made.querySelector('textarea, input, select');
    if (first) first.focus();
  };
  const shut = () => {
    if (pressed) {
      pressed.setAttribute('aria-expanded', 'false');
      pressed.focus();
    }
    pressed = null;
    opened.replaceChildren();
  };
  const offers = [
    [t('Write to the customer'), () => reply(file, null, done, shut)],
    [t('Note what the customer said'), () => note(file, done, shut)],
    [t('Ask a specialist'), () => consult(file, done, shut)],
    [t('Hand the case on'), () => handOn(file, done, shut)]
  ].filter(Boolean);
  const buttons = offers.map(([label, make]) => {
    const one = button(label, null, open(null, make));
    one.setAttribute('aria-expanded', 'false');
    return one;
  });
  const bar = el('div', 'einhand-row', buttons);
  if (file.note) {
    const hint = el('p', 'einhand-quiet', t('Begun by {0}, {1}.', file.note.writtenBy, at(file.note.writtenAt)) + ' ' + file.note.text.slice(0, 80));
    bar.append(hint);
  }
  return {
    node: el('div', 'einhand-talk', bar, opened),
    busy: () => pressed !== null,
    answer: (contact) => {
      shut();
      pressed = buttons[0];
      pressed.setAttribute('aria-expanded', 'true');
      opened.replaceChildren(reply(file, contact, done, shut));
      opened.querySelector('textarea').focus();
      opened.scrollIntoView({ block: 'center' });
    }
  };
}
