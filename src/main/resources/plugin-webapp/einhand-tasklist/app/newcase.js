/* A case that an agent takes down while she talks: the order is looked up, and an open matter is seen before it is told twice. */
import { el, add, mark, button, told } from './dom.js';
import { field, input, area, select, tick, group, form, valueOf, filled, reason } from './fields.js';
import { t, words, at, day, money, address } from './words.js';
import { get, post, from, newKey, segment, Refused } from './calls.js';
import { addressFields } from './deciding.js';
import { announce, goTo } from './desk.js';
import { page } from './work.js';

const CHANNELS = ['phone', 'chat', 'email', 'messenger', 'letter', 'social-private', 'social-public'];
const choices = (list, none) => [...(none ? [['', none]] : []), ...list.map((one) => [one, words(one)])];

/* what each type asks for besides; all of it may stay empty */
const FACTS = {
  redelivery: [['reason', 'Reason', ['wrong-address', 'not-home', 'damaged', 'lost', 'returned']], ['fault', 'Whose fault', ['ours', 'carrier', 'customer']],
    ['trackingCode', 'Tracking']],
  'device-exchange': [['defect', 'What is broken'], ['fault', 'Whose fault', ['ours', 'carrier', 'customer']], ['deadOnArrival', 'Dead on arrival', true]],
  'contract-activation': [['line', 'The line', ['new', 'running']], ['disturbance', 'Disturbance', ['none', 'partial', 'complete']],
    ['agreedOn', 'Agreed on (day)', 'date']],
  refund: [['reason', 'Reason', ['withdrawal', 'not-delivered', 'defect', 'lost', 'cancellation', 'goodwill']], ['goodsReturned', 'Goods are back', true]],
  other: [['about', 'Name of the matter']]
};

function factFields(type) {
  const holders = FACTS[type].map(([name, label, kind]) => {
    const pointer = '/facts/' + name;
    const holder = kind === true ? tick(t(label), pointer)
      : field(t(label), Array.isArray(kind) ? select(choices(kind, t('not said'))) : input(kind || 'text'), { pointer });
    holder.fact = () => (kind === true ? (holder.control.checked ? true : null) : valueOf(holder));
    holder.factName = name;
    return holder;
  });
  return { holders, read: () => filled(Object.fromEntries(holders.map((one) => [one.factName, one.fact()]))) || {} };
}

export const newCase = {
  id: 'einhand-new-case',
  pluginPoint: 'tasklist.route',
  priority: 1000,
  properties: { path: '/einhand/new-case' },
  render(node, { api }) {
    from(api);
    const kind = field(t('Kind'), select([['order', t('Order')], ['contract', t('Contract')], ['none', t('no order or contract')]]), { pointer: '/subject/kind' });
    const number = field(t('Number'), input(), { pointer: '/subject/id' });
    const item = field(t('Item'), input(), { pointer: '/subject/item' });
    const type = field(t('Type'), select(choices(['redelivery', 'device-exchange', 'contract-activation', 'refund', 'other'])), { pointer: '/type' });
    const channel = field(t('Channel'), select(choices(CHANNELS)), { pointer: '/channel' });
    const identified = field(t('Identified'), select(choices(['questions', 'code', 'shop-login', 'none']), 'none'), { pointer: '/identified' });
    identified.control.value = 'none';
    const id = field(t('Customer number'), input(), { pointer: '/customer/id' });
    const name = field(t('Name'), input(), { pointer: '/customer/name' });
    const email = field(t('E-mail'), input('email'), { pointer: '/customer/email' });
    const mobile = field(t('Mobile'), input('tel'), { pointer: '/customer/mobile' });
    const language = field(t('Language'), select([['de', 'Deutsch'], ['en', 'English']]), { pointer: '/customer/language' });
    const concern = field(t('In the customer’s words'), area('', 4), { pointer: '/concern', wide: true });
    const needBy = field(t('Needed by (day)'), input('date'), { pointer: '/needBy' });
    const where = addressFields('/facts/correctedAddress');
    const addressBox = group(t('Right address (identified customers only)'), where.holders);
    const factsBox = el('div', 'einhand-fields einhand-wide');
    const aside = el('div', 'einhand-aside');
    aside.setAttribute('role', 'status');
    let facts;
    const typed = () => {
      facts = factFields(valueOf(type));
      factsBox.replaceChildren(...facts.holders);
      addressBox.hidden = valueOf(type) !== 'redelivery';
    };
    type.control.addEventListener('change', typed);
    typed();

    let last = '';
    let waiting = null;
    const take = (holder, value) => {
      if (value && value !== '•••' && !holder.control.value) holder.control.value = value;
    };
    const lookUp = async () => {
      const asked = valueOf(kind) + ' ' + valueOf(number);
      if (asked === last || valueOf(kind) === 'none' || !valueOf(number)) return;
      last = asked;
      aside.replaceChildren(el('p', 'einhand-quiet', t('Looking it up …')));
      let about;
      try {
        about = await get('/subjects?kind=' + segment(valueOf(kind)) + '&id=' + segment(valueOf(number)));
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        aside.replaceChildren(told('bad', reason(failure)));
        return;
      }
      if (asked !== last) return;
      const known = about.known;
      if (known) {
        take(id, known.customerId);
        take(name, known.name);
        take(email, known.email);
        take(mobile, known.mobile);
        take(item, known.item);
      }
      aside.replaceChildren(...beside(about, aside));
    };
    number.control.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(lookUp, 500);
    });
    number.control.addEventListener('blur', lookUp);
    kind.control.addEventListener('change', () => {
      number.hidden = item.hidden = valueOf(kind) === 'none';
      if (valueOf(kind) === 'none') {
        type.control.value = 'other';
        typed();
      }
      lookUp();
    });

    const key = newKey();
    const made = form({
      label: t('New case'),
      fields: [
        group(t('What is it about?'), kind, number, item, type),
        group(t('Who is it?'), id, name, email, mobile, language, identified, channel),
        group(t('What happened?'), concern, needBy, factsBox),
        addressBox
      ],
      confirm: t('Open the case'),
      send: async () => {
        const none = valueOf(kind) === 'none';
        const told1 = facts.read();
        const corrected = valueOf(type) === 'redelivery' ? where.read() : null;
        if (corrected) told1.correctedAddress = corrected;
        const opened = await post('/api/cases', {
          type: valueOf(type), channel: valueOf(channel), identified: valueOf(identified),
          customer: filled({ id: valueOf(id), name: valueOf(name), email: valueOf(email), mobile: valueOf(mobile), language: valueOf(language) }),
          subject: filled({ kind: valueOf(kind), id: none ? null : valueOf(number), item: none ? null : valueOf(item) }),
          concern: concern.control.value, needBy: valueOf(needBy), facts: told1
        }, key);
        announce(opened.joined ? t('It went to the open case {0}.', opened.caseNumber) : t('The case is open, and it is yours.'));
        goTo(await get('/files/' + segment(opened.caseNumber)));
      }
    });
    node.replaceChildren(page(t('New case'), el('div', 'einhand-beside', made, aside)));
    number.control.focus();
  }
};

/* what the shop and our own file have about it */
function beside(about, node) {
  const open = about.cases.filter((one) => one.state !== 'closed');
  const earlier = about.cases.filter((one) => one.state === 'closed');
  const toOpen = (one) => button(t('Open it'), 'go', async () => {
    try {
      goTo(await get('/files/' + segment(one.caseNumber)));
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      node.prepend(told('bad', reason(failure)));
    }
  });
  const parts = [];
  if (open.length > 0) {
    parts.push(told('warn', el('strong', null, t('There is an open case about this already.')),
      el('p', null, t('What she tells you now goes there; she need not tell it twice.')),
      open.map((one) => el('div', 'einhand-row', el('span', null, el('strong', null, one.caseNumber), ' ', words(one.type), ', ',
        words(one.state), ', ', one.owner ? t('owner: {0}', one.owner) : t('nobody owns it yet')), toOpen(one)))));
  }
  const known = about.known;
  parts.push(el('section', null, el('h4', null, t('The order')),
    el('p', null, mark(t({ known: 'The shop knows it.', unknown: 'The shop does not know this number. What you enter counts as claimed.',
      silent: 'The shop does not answer. What you enter counts as claimed until it does.' }[about.shop]), about.shop === 'known' ? 'known' : 'warn')),
    known && el('dl', null, [
      [t('Customer'), [known.name, known.customerId].filter(Boolean).join(', ')],
      [t('Item'), known.item], [t('Value'), money(known.value)], [t('Paid'), money(known.paid)],
      [t('Bought on'), day(known.purchasedOn)], [t('Paid by'), known.paymentMeans && words(known.paymentMeans)],
      [t('Shop delivers to'), address(known.deliveryAddress)]
    ].filter(([, value]) => value).map(([label, value]) => el('div', null, el('dt', null, label), el('dd', null, value))))));
  if (earlier.length > 0) {
    parts.push(add(el('section', null, el('h4', null, t('Earlier cases'))),
      earlier.map((one) => el('p', null, one.caseNumber + ', ' + words(one.type) + ', ' + at(one.openedAt)))));
  }
  return parts;
}
