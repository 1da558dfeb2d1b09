/* What this agent may do now, and doing it: one click opens what the action needs, one confirms. */
import { el, mark, section, button } from './dom.js';
import { field, input, area, select, group, form, valueOf, filled } from './fields.js';
import { t, words, at, money, address, instantOf } from './words.js';
import { get, post, newKey, segment, Refused } from './calls.js';

const SHIPPING = ['redeliver-standard', 'redeliver-express', 'redeliver-pickup-point', 'replace-item', 'swap-at-door',
  'exchange-after-return', 'repair', 'loan-device'];
const REFUNDS = ['refund-original-means', 'refund-bank-transfer', 'cancel-order'];
const BARE = ['retrigger-activation', 'prioritise-activation', 'replace-sim', 'interim-data-pass'];
const DOERS = ['agents', 'seniors', 'leads', 'logistics', 'technical', 'provisioning', 'finance'];

/* fields of one action, and how they are read into a decision */
function asks(file, action) {
  const parts = [];
  const readers = [];
  const parameter = (name, label, control, more) => {
    const holder = field(label, control, { pointer: '/parameters/' + name, ...more });
    parts.push(holder);
    readers.push(() => ({ [name]: valueOf(holder) }));
  };
  if (action === 'replace-item') parameter('itemId', t('Number of the other item'), input());
  if (action === 'redeliver-pickup-point') parameter('pickupPointId', t('Number of the pick-up point'), input());
  if (SHIPPING.includes(action)) {
    const where = destination(file);
    parts.push(where.node);
    readers.push(where.read);
  }
  if (action === 'schedule-callback') {
    const call = callWindow(file);
    parts.push(call.node);
    readers.push(call.read);
  }
  if (SHIPPING.includes(action)) {
    const from = field(t('Somebody is there from'), input('datetime-local'), { pointer: '/parameters/from' });
    const to = field(t('until'), input('datetime-local'), { pointer: '/parameters/to' });
    parts.push(el('div', 'einhand-fields', from, to));
    readers.push(() => ({ from: instantOf(valueOf(from)), to: instantOf(valueOf(to)) }));
  }
  if (action === 'refund-bank-transfer') {
    const iban = field(t('IBAN'), input(), { pointer: '/parameters/account/iban' });
    const name = field(t('Account holder'), input(), { pointer: '/parameters/account/name' });
    parts.push(group(t('An account you took down (else the customer’s own entry counts)'), iban, name));
    readers.push(() => ({ account: filled({ iban: valueOf(iban), name: valueOf(name) }) }));
  }
  const ownWords = ![...SHIPPING, ...REFUNDS, ...BARE, 'goodwill-credit', 'schedule-callback'].includes(action);
  if (ownWords) {
    parameter('text', t('What is to be done'), area('', 2), { hint: t('The customer reads it as our promise: plain words.'), wide: true });
    parameter('promiseBy', t('Promised for (day)'), input('date'));
    const doer = input();
    doer.setAttribute('list', 'einhand-doers');
    const known = el('datalist', null, DOERS.map((one) => {
      const option = document.createElement('option');
      option.value = one;
      return option;
    }));
    known.id = 'einhand-doers';
    parameter('doer', t('Who does it'), doer, { hint: t('A group, or the user id of a colleague.') });
    parts.push(known);
  }
  let amount = null;
  if (REFUNDS.includes(action) || action === 'goodwill-credit' || ownWords) {
    const control = input('text');
    control.inputMode = 'decimal';
    amount = field(t('Amount in euro'), control, {
      pointer: '/amount',
      hint: REFUNDS.includes(action) ? t('Empty: all that is owed and not refunded yet.')
        : ownWords ? t('Money that goes with it; may stay empty.') : null
    });
    parts.push(amount);
  }
  const note = field(t('Note for the case file'), area('', 2), { pointer: '/note', wide: true });
  parts.push(note);
  return {
    parts,
    read: () => ({
      action,
      amount: euro(valueOf(amount)),
      note: valueOf(note),
      parameters: filled(Object.assign({}, ...readers.map((read) => read()))) || {}
    })
  };
}

/* when she is to be called: a window that is free in the hours of whoever calls, or another one that she wishes */
function callWindow(file) {
  const who = field(t('Who calls'), select([['', t('whoever looks after the case')],
    ...['technical', 'provisioning', 'logistics', 'finance', 'seniors', 'leads'].map((one) => [one, words(one)])]), { pointer: '/parameters/group' });
  const when = field(t('When'), select([]), { pointer: '/parameters/from' });
  const from = field(t('from'), input('datetime-local'), { pointer: '/parameters/from' });
  const to = field(t('until'), input('datetime-local'), { pointer: '/parameters/to' });
  const other = el('div', 'einhand-fields', from, to);
  const choose = () => { other.hidden = when.control.value !== ''; };
  const offer = async () => {
    let windows = [];
    try {
      const group = valueOf(who);
      windows = (await get('/api/cases/' + segment(file.caseNumber) + '/callback-windows' + (group ? '?group=' + segment(group) : ''))).windows;
    } catch (none) {
      if (!(none instanceof Refused)) throw none;
    }
    when.control.replaceChildren(...select([
      ...windows.filter((one) => one.free === undefined || one.free > 0).slice(0, 40)
        .map((one) => [one.from + '/' + one.to, at(one.from) + ' – ' + at(one.to).slice(-5)]),
      ['', t('another time')]]).children);
    choose();
  };
  who.control.addEventListener('change', offer);
  when.control.addEventListener('change', choose);
  offer();
  return {
    node: el('div', null, el('div', 'einhand-fields', who, when), other),
    read: () => {
      const [start, end] = when.control.value ? when.control.value.split('/') : [instantOf(valueOf(from)), instantOf(valueOf(to))];
      return { group: valueOf(who), from: start, to: end };
    }
  };
}

/* "12,5" and "12.50" alike; what is no sum goes to the server as it is, which says so */
function euro(typed) {
  if (!typed) return null;
  const plain = typed.replace(/\s|€/g, '').replace(',', '.');
  return { amount: /^\d+(\.\d)?$/.test(plain) ? Number(plain).toFixed(2) : plain, currency: 'EUR' };
}

/* where a shipment goes: the confirmed address, or another one that counts as confirmed with this */
function destination(file) {
  const fields = addressFields('/parameters/address');
  const box = group(t('Where it goes'), fields.holders);
  const known = file.subject.deliveryAddress;
  if (file.addressConfirmed) {
    box.hidden = true;
    const other = button(t('To another address'), 'small', () => {
      box.hidden = false;
      other.remove();
      fields.holders[0].control.focus();
    });
    return {
      node: el('div', null, el('p', null, t('It goes to {0}.', address(file.confirmedAddress)), ' ', other), box),
      read: () => ({ address: box.hidden ? null : fields.read() })
    };
  }
  const take = known && !file.reader.masked
    && button(t('Take the address of the shop'), 'small', () => fields.fill(known));
  return {
    node: el('div', null,
      el('p', 'einhand-quiet', t('Nobody has confirmed an address yet. What you enter counts as confirmed.'), ' ', take), box),
    read: () => ({ address: fields.read() })
  };
}

export function addressFields(pointer) {
  const names = [['name', t('Name on the door')], ['street', t('Street and number')], ['postalCode', t('Postal code')],
    ['city', t('City')], ['country', t('Country (two letters)')]];
  const holders = names.map(([name, label]) =>
    field(label, input('text', name === 'country' ? 'DE' : ''), { pointer: pointer + '/' + name }));
  return {
    holders,
    fill: (where) => names.forEach(([name], index) => { holders[index].control.value = where[name] || ''; }),
    read: () => {
      const where = filled(Object.fromEntries(names.map(([name], index) => [name, valueOf(holders[index])])));
      return where && Object.keys(where).some((name) => name !== 'country') ? where : null;
    }
  };
}

function inShort(option) {
  return [
    option.promise && t('promised by {0}', at(option.promise.dueAt)),
    Number(option.cost.amount) > 0 ? t('costs {0}', money(option.cost)) : t('free of cost')
  ].filter(Boolean).join(' · ');
}

/* one option as a row that opens */
function row(file, option, done, mayAct) {
  const asking = option.permission === 'approval';
  const holder = el('li', 'einhand-option');
  const opened = el('div', null);
  const act = mayAct && button(t(asking ? 'Ask for a yes' : 'Do this'), asking ? 'ask' : 'go', () => {
    act.hidden = true;
    const fields = asks(file, option.action);
    const key = newKey();
    const made = form({
      label: words(option.action),
      fields: fields.parts,
      confirm: t(asking ? 'Ask for it' : 'Yes, do it'),
      cancel: () => {
        opened.replaceChildren();
        act.hidden = false;
        act.focus();
      },
      send: async () => {
        const decision = fields.read();
        const remedy = await post('/api/cases/' + segment(file.caseNumber) + '/decisions', decision, key);
        await done(remedy.state === 'awaiting-approval'
          ? t('Asked for a yes: {0}. The case stays yours.', words(option.action)) : t('Done: {0}.', words(option.action)));
      }
    });
    opened.replaceChildren(made);
    const first = made.querySelector('input:not([type=hidden]), textarea, select');
    if (first) first.focus();
  });
  if (act) act.setAttribute('aria-label', act.textContent + ': ' + words(option.action));
  holder.append(
    el('div', 'einhand-option-head',
      el('div', 'einhand-option-name',
        el('strong', null, words(option.action)),
        ' ', mark(words(option.permission), option.permission),
        option.owed && [' ', mark(t('owed'), 'known')],
        option.meetsNeedBy === false && [' ', mark(t('after the day it is needed'), 'bad')],
        option.meetsNeedBy === true && [' ', mark(t('in time'), 'known')]),
      act || null),
    el('div', 'einhand-quiet', inShort(option)),
    el('div', 'einhand-option-why', option.reason, option.legalBasis && el('span', 'einhand-quiet', ' ' + option.legalBasis)),
    asking && option.approvers.length > 0
      ? el('div', 'einhand-quiet', t('Can say yes: {0}', option.approvers.map(words).join(', '))) : '',
    opened);
  return holder;
}

const ORDER = { direct: 0, approval: 1, unavailable: 2 };

/* the whole list; `options` is null while they are looked up */
export function options(file, options, done) {
  if (file.state === 'closed' || !file.reader.agent) return null;
  const title = t('What you may do now');
  if (options === null) return section(title, el('p', 'einhand-quiet', t('Looking up what you may do …')));
  const mayAct = !file.owner || file.owner === file.reader.id;
  const possible = options.filter((one) => one.permission !== 'unavailable')
    .sort((one, other) => ORDER[one.permission] - ORDER[other.permission] || Number(other.owed) - Number(one.owed));
  const others = options.filter((one) => one.permission === 'unavailable');
  const limit = options.length > 0 && options[0].limit;
  return section(title,
    limit && el('p', 'einhand-quiet', t('Goodwill left for you in this case: {0}', money(limit))),
    possible.length === 0
      ? el('p', null, t('There is nothing to decide now.'))
      : el('ul', 'einhand-options', possible.map((one) => row(file, one, done, mayAct))),
    others.length > 0 && el('details', 'einhand-unavailable',
      el('summary', null, t('Not possible now ({0})', others.length)),
      el('ul', 'einhand-options', others.map((one) => row(file, one, done, false)))));
}

