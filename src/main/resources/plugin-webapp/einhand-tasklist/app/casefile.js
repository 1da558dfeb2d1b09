/* What is on file, as an agent reads it from top to bottom. */
import { el, mark, section, facts, table, button } from './dom.js';
import { t, words, at, day, money, address, language, left, urgency, count, readable } from './words.js';

const FIGURES = [
  ['value', 'Value'], ['paid', 'Paid'], ['interestPaid', 'Interest paid'], ['monthlyFee', 'Monthly fee'],
  ['purchasedOn', 'Bought on'], ['paymentMeans', 'Paid by'], ['deliveryAddress', 'Shop delivers to']
];

const BLOCKED = { customer: 'waits for the customer', approval: 'waits for approval', consultation: 'waits for an answer' };

const some = (sum) => sum && Number(sum.amount) > 0;

export function head(file) {
  const counts = file.counts;
  const number = el('h3', 'einhand-number', file.caseNumber);
  return el('header', null,
    number,
    el('div', 'einhand-marks',
      mark(words(file.type), 'plain'),
      mark(file.outcome ? words(file.state) + ', ' + words(file.outcome) : words(file.state), 'state-' + file.state),
      file.blockedBy && mark(BLOCKED[file.blockedBy] ? t(BLOCKED[file.blockedBy]) : words(file.blockedBy), 'warn'),
      mark(file.owner ? t('owner: {0}', file.owner) : t('nobody owns it yet'), 'plain'),
      counts.openContacts > 0 && mark(count(counts.openContacts, '{0} unanswered contact', '{0} unanswered contacts'), 'warn'),
      counts.failedAttempts > 0 && mark(count(counts.failedAttempts, '{0} failed attempt', '{0} failed attempts'), 'bad'),
      counts.handoffs > 0 && mark(count(counts.handoffs, 'handed on once', 'handed on {0} times'), 'warn'),
      counts.continuations > 0
        && mark(count(counts.continuations, '{0} colleague went on with it', '{0} colleagues went on with it'), 'plain'),
      counts.retold > 0 && mark(count(counts.retold, 'told again once', 'told again {0} times'), 'bad')));
}

/* who and what, in one line; the details stand further down */
export function glance(file) {
  const who = file.customer;
  const about = file.subject;
  return el('p', 'einhand-glance',
    el('strong', null, who.name), [who.mobile, who.email].filter(Boolean).map((one) => el('span', null, one)),
    about.id && el('span', null, (about.kind === 'contract' ? t('Contract') : t('Order')) + ' ' + about.id
      + (about.item ? ', ' + about.item : '')),
    file.needBy && mark(t('Needed by') + ' ' + day(file.needBy), 'warn'));
}

export function concern(file) {
  return el('blockquote', null, file.concern);
}

export function promise(file) {
  const current = file.promise;
  if (!current) return null;
  const how = current.state === 'broken' ? 'late' : current.state === 'open' ? urgency(current.dueAt, file.now) : 'calm';
  return section(t('What we promised'),
    el('div', 'einhand-promise einhand-' + how,
      el('strong', null, current.state === 'open' ? left(current.dueAt, file.now) : words(current.state)),
      el('span', 'einhand-quiet', at(current.dueAt)),
      el('p', null, current.what),
      current.reason && el('p', 'einhand-quiet', current.reason)),
    file.promises.length > 0 && el('p', 'einhand-quiet',
      t('Before') + ': ' + file.promises.map((earlier) => at(earlier.dueAt) + ' (' + words(earlier.state) + ')').join(', ')));
}

/* what nobody has answered yet comes before everything that is done with */
export function openContacts(file, answer) {
  const open = file.contacts.filter((one) => one.direction === 'inbound' && !one.answeredAt && one.dueAt);
  return section(t('Open contacts'), open.map((one) => el('div', 'einhand-open-contact',
    el('div', 'einhand-row',
      el('span', 'einhand-quiet', [at(one.at), words(one.channel), words(one.identified)].join(' · ')),
      mark(t('to be answered {0}', left(one.dueAt, file.now)), { late: 'bad', soon: 'warn', calm: 'plain' }[urgency(one.dueAt, file.now)]),
      answer && button(t('Answer'), 'small', () => answer(one))),
    one.text !== file.concern && el('p', 'einhand-text', one.text))));
}

export function customer(file) {
  const who = file.customer;
  return section(t('Customer'), facts([
    [t('Name'), [who.name, ' ', el('span', 'einhand-quiet', who.id)]],
    [t('E-mail'), who.email], [t('Mobile'), who.mobile],
    [t('Language'), [language(who.language), who.region && ', ' + who.region]],
    [t('Reach by'), who.preferredChannel && words(who.preferredChannel)],
    [t('Came by'), [words(file.channel), ', ',
      file.identified === 'none' ? mark(words('none'), 'warn') : words(file.identified)]]
  ]));
}

function shown(value) {
  if (value === null || value === undefined) return null;
  if (value.amount) return money(value);
  if (value.country) return address(value);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : words(value);
}

export function subject(file) {
  const about = file.subject;
  const figure = (name) => about.figures[name]
    && [' ', mark(about.figures[name] === 'known' ? t('known by the shop') : t('claimed'), about.figures[name])];
  return section(t('What it is about'), facts([
    [about.kind === 'contract' ? t('Contract') : t('Order'), about.id && [about.id, about.line && ', ' + t('line {0}', about.line)]],
    [t('About'), file.facts.about],
    [t('Item'), about.item && [about.item, figure('item')]],
    ...FIGURES.map(([name, label]) => [t(label), shown(about[name]) && [shown(about[name]), figure(name)]]),
    [t('Reason'), file.facts.reason && [words(file.facts.reason), file.facts.fault && ', ' + t('fault: {0}', words(file.facts.fault))]],
    [t('Tracking'), file.facts.trackingCode],
    [t('Confirmed address'), file.addressConfirmed ? address(file.confirmedAddress) : mark(t('none yet'), 'warn')],
    [t('Needed by'), day(file.needBy)],
    [t('Earlier case'), file.parentCase]
  ]));
}

/* who says yes, or what the second person said */
function answered(remedy) {
  if (remedy.state === 'awaiting-approval') {
    return el('div', 'einhand-quiet', t('Can say yes: {0}', remedy.approvers.map(words).join(', ')));
  }
  return remedy.answeredBy && el('div', null,
    t(remedy.state === 'refused' ? 'No from {0}' : 'Yes from {0}', words(remedy.answeredBy)) + (remedy.answer ? ': ' + remedy.answer : ''));
}

/* for whoever is asked: what for, by whom, why it needs her */
export function asked(file) {
  return section(t('Waits for a yes'), file.remedies.filter((remedy) => remedy.state === 'awaiting-approval')
    .map((remedy) => el('div', 'einhand-asked',
      el('strong', null, words(remedy.action) + (remedy.amount ? ', ' + money(remedy.amount) : '')),
      remedy.text && el('p', null, remedy.text),
      el('p', null, t('{0} asks: {1}', words(remedy.decidedBy), remedy.reason)),
      remedy.note && el('p', null, remedy.note),
      el('p', 'einhand-quiet', t('Can say yes: {0}', remedy.approvers.map(words).join(', '))))));
}

/* for whoever has it to do */
export function agreed(file) {
  if (file.task !== 'carry-out') return null;
  const remedy = file.remedies.filter((one) => one.state === 'in-progress' && (one.promiseBy || one.doer || one.text)).pop()
    || file.remedies.filter((one) => one.state === 'in-progress').pop();
  return remedy && section(t('What is to be done'), el('div', 'einhand-asked',
    el('strong', null, remedy.text || words(remedy.action)),
    remedy.note && el('p', null, remedy.note),
    file.promise && el('p', 'einhand-quiet', t('Agreed by {0}, promised for {1}', words(remedy.decidedBy), at(file.promise.dueAt)))));
}

/* questions to specialists, and what they answered */
export function consultations(file) {
  return section(t('Questions to specialists'), (file.consultations || []).map((one) => el('div',
    file.task === 'answer-consultation' && one.state !== 'answered' ? 'einhand-asked' : 'einhand-question',
    el('strong', null, one.question),
    el('p', 'einhand-quiet', [t('{0} asks {1}', words(one.askedBy), words(one.specialism)), at(one.askedAt),
      one.onTheLine && t('with the customer on the line')].filter(Boolean).join(', ')),
    one.answer ? el('p', null, words(one.answeredBy) + ': ' + one.answer)
      : one.state === 'open' ? el('p', 'einhand-quiet', t('Answer expected by {0}', at(one.dueAt)),
        one.callBackOffered && '. ' + t('She waits no longer on the line: offer her a call-back'))
        : one.authorityWidened && el('p', 'einhand-quiet', t('Nobody answered: the owner may do more in this case')))));
}

/* what comes with a case that is handed on */
export function handoffs(file) {
  return (file.handoffs || []).filter((one) => one.state === 'offered' || one.state === 'accepted').slice(-1)
    .map((one) => section(t(one.state === 'offered' ? 'Offered to {0}' : 'Handed on by {0}', words(one.state === 'offered' ? one.to : one.from)),
      el('div', file.task === 'accept-handoff' ? 'einhand-asked' : 'einhand-handoff',
        el('strong', null, words(one.from) + ': ' + one.reason),
        one.note && el('p', null, one.note),
        facts([[t('Facts'), one.contract.facts], [t('Tried'), one.contract.tried], [t('Promised'), one.contract.promised],
          [t('Owed'), one.contract.owed], [t('Do not ask her again'), one.contract.doNotAskAgain]]
          .map(([name, lines]) => [name, (lines || []).map((line) => el('div', null, readable(line)))])))));
}

/* what the network says of the line */
export function diagnosis(file) {
  const line = file.diagnosis;
  return line && section(t('How the line stands'), facts([
    [t('Status'), [words(line.status), line.blockedBy && ', ' + t('blocked by {0}', words(line.blockedBy))]],
    [t('Means'), line.meaning && words(line.meaning)],
    [t('Expected'), at(line.estimatedActivation)],
    [t('What helps'), line.advice && [words(line.advice), line.reason && el('div', 'einhand-quiet', line.reason)]],
    [t('Asked'), at(line.askedAt)]
  ]));
}

/* where a device is, station by station */
export function custody(file) {
  const stations = file.custody || [];
  return stations.length === 0 ? null : section(t('Where the device is'), el('ol', null, stations.map((one) => el('li', null,
    words(one.what) + ': ' + words(one.station), ' ', el('span', 'einhand-quiet', at(one.at)
      + (one.deadline ? ', ' + t('next by {0}', at(one.deadline)) : ''))))));
}

/* what is owed, paid and where to; each sum with its reason in plain words */
export function moneyMatters(file) {
  const owed = file.compensation;
  const bank = file.bankDetails;
  const sums = file.remedies.filter((remedy) => some(remedy.amount) && remedy.state !== 'refused');
  return section(t('Money'), facts([
    ...sums.map((remedy) => [words(remedy.action), [money(remedy.amount), ' ', mark(words(remedy.state), 'remedy-' + remedy.state),
      el('div', 'einhand-quiet', remedy.reason)]]),
    [t('Compensation'), owed && (some(owed.accrued) || some(owed.paid))
      ? t('{0} accrued, {1} paid', money(owed.accrued), money(owed.paid)) + (owed.since ? ', ' + t('since {0}', day(owed.since)) : '') : null],
    [t('Bank account'), bank && [t('ends in {0}, {1}', bank.last4, bank.name),
      el('div', 'einhand-quiet', t('given by {0}, {1}; check of the name: {2}', words(bank.givenBy), at(bank.givenAt), words(bank.payee)))]]
  ]));
}

export function remedies(file) {
  if (file.remedies.length === 0) return null;
  return section(t('Remedies so far'), table('einhand-remedies', [t('Remedy'), t('State'), t('Decided'), t('Order')], file.remedies.map((remedy) => [
    [words(remedy.action), remedy.amount && el('div', null, money(remedy.amount)),
      remedy.call && el('div', null, at(remedy.call.from) + ' – ' + at(remedy.call.to).slice(-5)), remedy.text && el('div', null, remedy.text),
      (remedy.doer || remedy.promiseBy) && el('div', 'einhand-quiet',
        [remedy.doer && t('done by {0}', words(remedy.doer)), remedy.promiseBy && t('until {0}', day(remedy.promiseBy))]
          .filter(Boolean).join(', '))],
    [mark(words(remedy.state), 'remedy-' + remedy.state), remedy.failure && el('div', 'einhand-quiet', words(remedy.failure))],
    [words(remedy.decidedBy), el('div', 'einhand-quiet', at(remedy.requestedAt)), answered(remedy)],
    [remedy.reference && el('span', 'einhand-reference', remedy.reference), remedy.orders.map((order) =>
      el('div', 'einhand-quiet', [words(order.backend), words(order.state), order.trackingCode].filter(Boolean).join(' · ')))]
  ])));
}

export function messages(file) {
  if (file.notifications.length === 0) return null;
  return section(t('Messages to the customer'), table('einhand-messages', [t('Message'), t('Sent by'), t('State'), t('When')],
    file.notifications.slice().reverse().map((one) => [
      [words(one.event)], [one.channel && words(one.channel)], [mark(words(one.state), 'sent-' + one.state)], [at(one.at)]])));
}

export function attachments(file) {
  return section(t('Attachments'), (file.attachments || []).length > 0 && el('ul', null, file.attachments.map((one) =>
    el('li', null, [one.name || one.fileName, one.type || one.contentType, one.at && at(one.at)].filter(Boolean).join(' · ')))));
}

const AT_ONCE = 12;

export function timeline(file) {
  const entries = file.timeline.slice().reverse().map((entry) => el('li', null,
    el('span', 'einhand-quiet', at(entry.at)),
    el('span', 'einhand-kind', words(entry.kind) + ' · ' + words(entry.by)),
    el('span', 'einhand-text', readable(entry.text))));
  const list = el('ol', 'einhand-timeline', entries.slice(0, AT_ONCE));
  const rest = entries.length > AT_ONCE && button(t('Show everything') + ' (' + entries.length + ')', 'small', () => {
    list.replaceChildren(...entries);
    rest.remove();
  });
  return section(t('What happened'), list, rest);
}
