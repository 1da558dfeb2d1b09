/* The tab "Case file". Data reaches the page as text only, never as markup. */

const CALLED = {
  redelivery: 'Redelivery', 'device-exchange': 'Device exchange', 'contract-activation': 'Contract activation',
  refund: 'Refund', other: 'Other matter',
  'redeliver-standard': 'Send it again, standard', 'redeliver-express': 'Send it again, express',
  'redeliver-pickup-point': 'Send it to a pick-up point', 'replace-item': 'Send another item instead',
  'swap-at-door': 'Swap the device at the door', 'exchange-after-return': 'Exchange the device after its return',
  repair: 'Have the device repaired', 'loan-device': 'Lend a device meanwhile',
  'retrigger-activation': 'Trigger the activation again', 'prioritise-activation': 'Activate with priority',
  'replace-sim': 'Send a new SIM', 'interim-data-pass': 'Grant a data pass meanwhile',
  'refund-original-means': 'Refund by the original means', 'refund-bank-transfer': 'Refund by bank transfer',
  'cancel-order': 'Call the purchase off and refund', 'goodwill-credit': 'Give a credit as goodwill',
  'custom-remedy': 'Something else, in your own words',
  direct: 'yours to decide', approval: 'needs approval', unavailable: 'not possible now',
  none: 'not identified', questions: 'identified by questions', code: 'identified by code',
  'shop-login': 'identified by shop login',
  kept: 'kept', broken: 'broken', renewed: 'renewed',
  customer: 'the customer', einhand: 'the rules', approvers: 'approval',
  'awaiting-approval': 'waits for a yes', approved: 'approved', automatic: 'by the rules'
};

const FIGURES = [
  ['value', 'Value'], ['paid', 'Paid'], ['interestPaid', 'Interest paid'], ['monthlyFee', 'Monthly fee'],
  ['purchasedOn', 'Bought on'], ['paymentMeans', 'Paid by'], ['deliveryAddress', 'Shop delivers to']
];

const BLOCKED = { customer: 'waits for the customer', approval: 'waits for approval', consultation: 'waits for an answer' };

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z/g;

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin'
});
const dayOnly = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function words(word) {
  if (word === null || word === undefined) return '';
  return CALLED[word] || String(word).replace(/-/g, ' ');
}

function at(instant) {
  return instant ? dayAndTime.format(new Date(instant)) : '';
}

function day(date) {
  return date ? dayOnly.format(new Date(date + 'T00:00:00Z')) : '';
}

function money(amount) {
  if (!amount) return '';
  return new Intl.NumberFormat('en-IE', { style: 'currency', currency: amount.currency }).format(Number(amount.amount));
}

function address(where) {
  if (!where) return '';
  return [where.name, where.street, [where.postalCode, where.city].filter(Boolean).join(' '),
    where.country === 'DE' ? null : where.country].filter(Boolean).join(', ');
}

/* "in 3 h 20 min", "2 days ago": from business time, not from this computer's clock */
function left(instant, now) {
  const minutes = Math.round((new Date(instant) - new Date(now)) / 60000);
  const size = Math.abs(minutes);
  const length = size < 60 ? size + ' min'
    : size < 48 * 60 ? Math.floor(size / 60) + ' h' + (size % 60 && size < 12 * 60 ? ' ' + (size % 60) + ' min' : '')
      : Math.round(size / 1440) + ' days';
  return minutes < 0 ? length + ' ago' : 'in ' + length;
}

/* an element with a class, and children that are elements or plain text */
function el(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  children.flat(Infinity).forEach((child) => {
    if (child === null || child === undefined || child === '' || child === false) return;
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return made;
}

function mark(word, kind) {
  return el('span', 'einhand-mark einhand-' + kind, word);
}

function section(title, ...content) {
  const filled = content.flat(Infinity).filter(Boolean);
  return filled.length === 0 ? null : el('section', null, el('h4', null, title), filled);
}

function facts(rows) {
  const filled = rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value.length !== 0);
  if (filled.length === 0) return null;
  return el('dl', null, filled.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value))));
}

function table(kind, heads, rows) {
  return el('table', kind,
    el('thead', null, el('tr', null, heads.map((head) => el('th', null, head)))),
    el('tbody', null, rows.map((row) => el('tr', null, row.map((cell) => el('td', null, cell))))));
}

function head(file) {
  return el('header', null,
    el('div', 'einhand-number', file.caseNumber),
    el('div', 'einhand-marks',
      mark(words(file.type), 'plain'),
      mark(file.outcome ? words(file.state) + ', ' + words(file.outcome) : words(file.state), 'state-' + file.state),
      file.blockedBy && mark(BLOCKED[file.blockedBy] || words(file.blockedBy), 'warn'),
      mark(file.owner ? 'owner: ' + file.owner : 'nobody owns it yet', 'plain'),
      file.counts.openContacts > 0 && mark(count(file.counts.openContacts, 'unanswered contact'), 'warn'),
      file.counts.failedAttempts > 0 && mark(count(file.counts.failedAttempts, 'failed attempt'), 'bad')));
}

function count(number, what) {
  return number + ' ' + what + (number === 1 ? '' : 's');
}

function promise(file) {
  const current = file.promise;
  if (!current) return null;
  const late = current.state === 'open' && new Date(current.dueAt) < new Date(file.now);
  const soon = current.state === 'open' && !late && new Date(current.dueAt) - new Date(file.now) < 4 * 3600 * 1000;
  return section('What we promised',
    el('div', 'einhand-promise' + (late || current.state === 'broken' ? ' einhand-late' : soon ? ' einhand-soon' : ''),
      el('strong', null, current.state === 'open' ? left(current.dueAt, file.now) : words(current.state)),
      el('span', 'einhand-quiet', at(current.dueAt)),
      el('p', null, current.what),
      current.reason && el('p', 'einhand-quiet', current.reason)),
    file.promises.length > 0 && el('p', 'einhand-quiet',
      'Before: ' + file.promises.map((earlier) => at(earlier.dueAt) + ' (' + words(earlier.state) + ')').join(', ')));
}

function customer(file) {
  const who = file.customer;
  return section('Customer', facts([
    ['Name', [who.name, ' ', el('span', 'einhand-quiet', who.id)]],
    ['E-mail', who.email], ['Mobile', who.mobile],
    ['Language', [languages.of(who.language), who.region && ', ' + who.region]],
    ['Reach her by', who.preferredChannel && words(who.preferredChannel)],
    ['Came by', [words(file.channel), ', ',
      file.identified === 'none' ? mark(words('none'), 'warn') : words(file.identified)]]
  ]));
}

function subject(file) {
  const about = file.subject;
  const figure = (name) => about.figures[name]
    && [' ', mark(about.figures[name] === 'known' ? 'known by the shop' : 'claimed', about.figures[name])];
  const shown = (value) => value === null || value === undefined ? null
    : value.amount ? money(value) : value.city ? address(value)
      : /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : words(value);
  return section('What it is about', facts([
    [about.kind === 'contract' ? 'Contract' : 'Order', about.id && [about.id, about.line && ', line ' + about.line]],
    ['About', file.facts.about],
    ['Item', about.item && [about.item, figure('item')]],
    ...FIGURES.map(([name, label]) => [label, shown(about[name]) && [shown(about[name]), figure(name)]]),
    ['Reason', file.facts.reason && [words(file.facts.reason), file.facts.fault && ', fault: ' + words(file.facts.fault)]],
    ['Tracking', file.facts.trackingCode],
    ['Confirmed address', file.addressConfirmed ? address(file.confirmedAddress) : mark('none yet', 'warn')],
    ['Needed by', day(file.needBy)],
    ['Earlier case', file.parentCase]
  ]));
}

function options(file) {
  if (file.task !== 'decide') return null;
  if (file.options.length === 0) return section('What you may do now', el('p', null, 'There is nothing to decide now.'));
  const left = file.options[0].limit;
  return section('What you may do now', left && el('p', 'einhand-quiet', 'Goodwill left for you in this case: ' + money(left)), table('einhand-options', ['Action', '', 'Cost', 'Promised by', 'Why'], file.options.map((option) => [
    [words(option.action)],
    [mark(words(option.permission), option.permission), option.owed && [' ', mark('owed', 'known')]],
    [money(option.cost)],
    option.permission === 'unavailable' || !option.promise ? [] : [at(option.promise.dueAt),
      option.meetsNeedBy === false && el('div', 'einhand-bad-text', 'after her date')],
    [option.reason,
      option.permission === 'approval' && option.approvers.length > 0
        && el('div', 'einhand-quiet', 'Can say yes: ' + option.approvers.join(', ')),
      option.legalBasis && el('div', 'einhand-quiet', option.legalBasis)]
  ])));
}

/* who says yes, or what the second person said */
function answered(remedy) {
  if (remedy.state === 'awaiting-approval') {
    return el('div', 'einhand-quiet', 'Can say yes: ' + remedy.approvers.join(', '));
  }
  return remedy.answeredBy && el('div', null,
    (remedy.state === 'refused' ? 'No from ' : 'Yes from ') + words(remedy.answeredBy) + (remedy.answer ? ': ' + remedy.answer : ''));
}

/* for whoever is asked: what for, by whom, why it needs her */
function asked(file) {
  const waiting = file.remedies.filter((remedy) => remedy.state === 'awaiting-approval');
  if (waiting.length === 0) return null;
  return section('Waits for a yes', waiting.map((remedy) => el('div', 'einhand-asked',
    el('strong', null, words(remedy.action) + (remedy.amount ? ', ' + money(remedy.amount) : '')),
    remedy.text && el('p', null, remedy.text),
    el('p', null, words(remedy.decidedBy) + ' asks: ' + remedy.reason),
    remedy.note && el('p', null, remedy.note),
    el('p', 'einhand-quiet', 'Can say yes: ' + remedy.approvers.join(', ')))));
}

/* for whoever has it to do */
function agreed(file) {
  if (file.task !== 'carry-out') return null;
  const remedy = file.remedies.filter((one) => one.state === 'in-progress' && (one.promiseBy || one.doer || one.text)).pop()
    || file.remedies.filter((one) => one.state === 'in-progress').pop();
  return remedy && section('What is to be done', el('div', 'einhand-asked',
    el('strong', null, remedy.text || words(remedy.action)),
    remedy.note && el('p', null, remedy.note),
    el('p', 'einhand-quiet', 'Agreed by ' + words(remedy.decidedBy) + ', promised for ' + at(file.promise.dueAt))));
}

/* questions to specialists, and what they answered */
function consultations(file) {
  return section('Questions to specialists', (file.consultations || []).map((one) => el('div',
    file.task === 'answer-consultation' && one.state !== 'answered' ? 'einhand-asked' : 'einhand-question',
    el('strong', null, one.question),
    el('p', 'einhand-quiet', words(one.askedBy) + ' asks ' + words(one.specialism) + ', ' + at(one.askedAt)
      + (one.onTheLine ? ', with the customer on the line' : '')),
    one.answer ? el('p', null, words(one.answeredBy) + ': ' + one.answer)
      : one.state === 'open' ? el('p', 'einhand-quiet', 'Answer expected by ' + at(one.dueAt)
        + (one.callBackOffered ? '. She waits no longer on the line: offer her a call-back' : ''))
        : one.authorityWidened && el('p', 'einhand-quiet', 'Nobody answered: the owner may do more in this case'))));
}

/* what comes with a case that is handed on */
function handoffs(file) {
  return (file.handoffs || []).filter((one) => one.state === 'offered' || one.state === 'accepted').slice(-1)
    .map((one) => section(one.state === 'offered' ? 'Offered to ' + words(one.to) : 'Handed on by ' + words(one.from),
      el('div', file.task === 'accept-handoff' ? 'einhand-asked' : 'einhand-handoff',
        el('strong', null, words(one.from) + ': ' + one.reason),
        one.note && el('p', null, one.note),
        facts([['Facts', one.contract.facts], ['Tried', one.contract.tried], ['Promised', one.contract.promised],
          ['Owed', one.contract.owed], ['Do not ask her again', one.contract.doNotAskAgain]]
          .map(([name, lines]) => [name, lines.map((line) => el('div', null, line.replace(INSTANT, at)))])))));
}

/* what the network says of the line */
function diagnosis(file) {
  const line = file.diagnosis;
  return line && section('How the line stands', facts([
    ['Status', [words(line.status), line.blockedBy && ', blocked by ' + words(line.blockedBy)]],
    ['Means', line.meaning && words(line.meaning)],
    ['Expected', at(line.estimatedActivation)],
    ['What helps', line.advice && [words(line.advice), line.reason && el('div', 'einhand-quiet', line.reason)]],
    ['Asked', at(line.askedAt)]
  ]));
}

/* where a device is, station by station */
function custody(file) {
  const stations = file.custody || [];
  return stations.length === 0 ? null : section('Where the device is', el('ol', null, stations.map((one) => el('li', null,
    words(one.what) + ': ' + words(one.station), ' ', el('span', 'einhand-quiet', at(one.at)
      + (one.deadline ? ', next by ' + at(one.deadline) : ''))))));
}

/* what is owed, paid and where to */
function moneyMatters(file) {
  const owed = file.compensation;
  const some = (sum) => sum && Number(sum.amount) > 0;
  const bank = file.bankDetails;
  return section('Money', facts([
    ['Compensation', owed && (some(owed.accrued) || some(owed.paid))
      ? money(owed.accrued) + ' accrued, ' + money(owed.paid) + ' paid' + (owed.since ? ', since ' + day(owed.since) : '') : null],
    ['Bank account', bank && ['ends in ' + bank.last4 + ', ' + bank.name,
      el('div', 'einhand-quiet', 'given by ' + words(bank.givenBy) + ', ' + at(bank.givenAt) + '; check of the name: ' + words(bank.payee))]]
  ]));
}

function remedies(file) {
  if (file.remedies.length === 0) return null;
  return section('Remedies so far', table('einhand-remedies', ['Remedy', '', 'Decided', 'Order'], file.remedies.map((remedy) => [
    [words(remedy.action), remedy.amount && el('div', null, money(remedy.amount)), remedy.text && el('div', null, remedy.text),
      (remedy.doer || remedy.promiseBy) && el('div', 'einhand-quiet',
        [remedy.doer && 'done by ' + remedy.doer, remedy.promiseBy && 'until ' + day(remedy.promiseBy)].filter(Boolean).join(', '))],
    [mark(words(remedy.state), 'remedy-' + remedy.state), remedy.failure && el('div', 'einhand-quiet', words(remedy.failure))],
    [words(remedy.decidedBy), el('div', 'einhand-quiet', at(remedy.requestedAt)), answered(remedy)],
    [remedy.reference, remedy.orders.map((order) =>
      el('div', 'einhand-quiet', [words(order.backend), words(order.state), order.trackingCode].filter(Boolean).join(' · ')))]
  ])));
}

function timeline(file) {
  return section('What happened', el('ol', 'einhand-timeline', file.timeline.slice().reverse().map((entry) =>
    el('li', null,
      el('span', 'einhand-quiet', at(entry.at)),
      el('span', 'einhand-kind', words(entry.kind) + ' · ' + words(entry.by)),
      el('span', 'einhand-text', entry.text.replace(INSTANT, at))))));
}

function whole(file) {
  return el('div', 'einhand-case',
    head(file),
    el('blockquote', null, file.concern),
    promise(file),
    asked(file),
    agreed(file),
    handoffs(file),
    consultations(file),
    options(file),
    el('div', 'einhand-columns', customer(file), subject(file)),
    diagnosis(file),
    custody(file),
    moneyMatters(file),
    remedies(file),
    timeline(file));
}

function sorry(sentence) {
  const told = el('div', 'einhand-case einhand-sorry', sentence);
  told.setAttribute('role', 'alert');
  return told;
}

async function load(api, taskId) {
  const answer = await fetch(api.tasklistApi.replace(/tasklist$/, 'einhand') + '/tasks/' + encodeURIComponent(taskId) + '/case', {
    credentials: 'same-origin', headers: { Accept: 'application/json' }
  });
  if (answer.ok) return whole(await answer.json());
  const problem = await answer.json().catch(() => ({}));
  return sorry('The case file cannot be shown. ' + (problem.detail || 'The server answered ' + answer.status + '.'));
}

let shown = 0;

export default {
  id: 'einhand-case-file',
  pluginPoint: 'tasklist.task.detail',
  priority: 2000,
  properties: { label: 'Case file' },
  render(node, { api, taskId }) {
    const mine = ++shown;
    node.replaceChildren(el('p', 'einhand-quiet', 'Opening the case file …'));
    load(api, taskId)
      .catch(() => sorry('The case file cannot be shown: the server cannot be reached. Try again in a moment.'))
      .then((content) => { if (mine === shown) node.replaceChildren(content); });
  },
  unmount() {
    shown++;
  }
};
