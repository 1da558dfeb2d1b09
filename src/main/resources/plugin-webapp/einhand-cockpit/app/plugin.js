/* What operations see in Cockpit: key figures on the first page, and the case behind a process. Data reach the page as text only. */

const LATER = [['now', 0], ['in 10 minutes', 10], ['in 1 hour', 60], ['in 6 hours', 360]];

const CALLED = {
  'unmatched-events': 'Unmatched events', 'undelivered-events': 'Undelivered events', 'failed-notifications': 'Failed messages',
  incidents: 'Incidents', 'overdue-jobs': 'Overdue jobs', einhand: 'the rules'
};

const EXPLAINED = {
  incidents: 'given up after the last try', 'overdue-jobs': 'due for more than 5 minutes',
  'unmatched-events': 'fit no case', 'undelivered-events': 'not taken by their listener',
  'failed-notifications': 'did not reach the customer'
};

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin'
});

function words(word) {
  if (word === null || word === undefined) return '';
  return CALLED[word] || String(word).replace(/-/g, ' ');
}

function at(instant) {
  return instant ? dayAndTime.format(new Date(instant)) : '';
}

/* from business time, not from this computer's clock */
function length(minutes) {
  const size = Math.abs(minutes);
  return size < 60 ? size + ' min'
    : size < 48 * 60 ? Math.floor(size / 60) + ' h' + (size % 60 ? ' ' + (size % 60) + ' min' : '')
      : Math.round(size / 1440) + ' days';
}

function age(instant, now) {
  return length(Math.max(0, Math.round((new Date(now) - new Date(instant)) / 60000)));
}

function left(instant, now) {
  const minutes = Math.round((new Date(instant) - new Date(now)) / 60000);
  return minutes < 0 ? length(minutes) + ' ago' : 'in ' + length(minutes);
}

function count(number, what) {
  return number + ' ' + what + (number === 1 ? '' : 's');
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

function link(to, ...children) {
  const made = el('a', null, ...children);
  made.setAttribute('href', to);
  return made;
}

function button(label, kind, act) {
  const made = el('button', 'btn btn-default btn-sm ' + (kind || ''), label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

function labelled(made, label) {
  made.setAttribute('aria-label', label);
  return made;
}

function mark(word, kind) {
  return el('span', 'einhand-mark einhand-' + kind, word);
}

function table(name, heads, rows) {
  const made = el('table', null,
    el('thead', null, el('tr', null, heads.map((head) => {
      const cell = el(head ? 'th' : 'td', null, head);
      if (head) cell.scope = 'col';
      return cell;
    }))),
    el('tbody', null, rows.map((row) => el('tr', null, row.map((cell) => el('td', null, cell))))));
  return labelled(made, name);
}

function section(title, ...content) {
  const filled = content.flat(Infinity).filter(Boolean);
  return filled.length === 0 ? null : el('section', null, el('h3', null, title), filled);
}

function facts(rows) {
  const filled = rows.filter(([, value]) => value !== null && value !== undefined && value !== '' && value.length !== 0);
  return el('dl', null, filled.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value))));
}

function sorry(sentence) {
  const told = el('p', 'einhand-sorry', sentence);
  told.setAttribute('role', 'alert');
  return told;
}

/* the calls behind it; what goes wrong is a sentence */
function calls(api) {
  const base = api.cockpitApi.replace(/cockpit$/, 'einhand/ops');
  const token = () => decodeURIComponent((document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] || '');
  const call = async (path, options) => {
    let answer;
    try {
      answer = await fetch(base + path, { credentials: 'same-origin', ...options });
    } catch (unreachable) {
      throw new Error('The server cannot be reached. Try again in a moment.');
    }
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({}));
    const wrong = (problem.errors || []).map((error) => error.pointer.slice(1) + ' ' + error.detail).join('; ');
    throw new Error(wrong || problem.detail || 'The server answered ' + answer.status + '.');
  };
  return {
    get: (path) => call(path, { headers: { Accept: 'application/json' } }),
    post: (path, body) => call(path, {
      method: 'POST', body: JSON.stringify(body || {}),
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token() }
    })
  };
}

/* shows something, does something with it, and looks again shortly after */
function board(node, load, draw) {
  let gone = false;
  let waiting = [];
  const told = el('p', 'einhand-told');
  told.setAttribute('role', 'status');
  const content = el('div', null, el('p', 'einhand-quiet', 'Looking …'));
  node.replaceChildren(content, told);
  const busy = () => content.contains(document.activeElement) && document.activeElement.matches('input, select');
  const look = (byItself) => load()
    .then((data) => { if (!gone && !(byItself && busy())) content.replaceChildren(draw(data, it)); })
    .catch((failure) => { if (!gone && !byItself) content.replaceChildren(sorry(failure.message)); });
  const it = {
    look,
    act(doing, say) {
      doing()
        .then((done) => {
          told.textContent = say(done);
          waiting.forEach(clearTimeout);
          waiting = [1500, 4000, 9000].map((pause) => setTimeout(() => look(true), pause));
          return look(false);
        })
        .catch((failure) => { told.textContent = failure.message; });
    },
    leave() {
      gone = true;
      waiting.forEach(clearTimeout);
    }
  };
  look(false);
  return it;
}

/* ---- the first page ---- */

function toInstance(id) {
  return '#/process-instance/' + encodeURIComponent(id) + '/runtime?tab=einhand-operations';
}

function toProcesses(key) {
  return '#/processes?searchQuery=' + encodeURIComponent(JSON.stringify([
    { type: 'PIprocessDefinitionKey', operator: 'eq', value: key, name: '' }]));
}

function tile(number, label, more, tone, to) {
  const content = [el('strong', null, number), el('span', 'einhand-label', label), el('span', 'einhand-quiet', more)];
  const made = el('li', null, to ? link(to, content) : content);
  made.className = 'einhand-tile' + (tone ? ' einhand-tone-' + tone : '');
  return made;
}

/* a tile that leads to its list further down, where one acts */
function tileTo(list, ...rest) {
  const made = tile(...rest);
  const go = el('button', null, [...made.childNodes]);
  go.type = 'button';
  go.addEventListener('click', () => {
    const there = go.closest('.einhand-ops').querySelector('[data-list="' + list + '"]');
    if (there) {
      there.scrollIntoView({ block: 'nearest' });
      there.focus({ preventScroll: true });
    }
  });
  made.append(go);
  return made;
}

function tiles(figures) {
  const known = Object.fromEntries(figures.watched.map((one) => [one.what, one]));
  const watched = (what, tone) => {
    const one = known[what] || { count: 0 };
    return [one.count, words(what), one.count === 0 ? 'none' : EXPLAINED[what] + ', oldest ' + age(one.oldest, figures.now),
      one.count === 0 ? 'good' : tone];
  };
  const failed = watched('failed-notifications', 'warn');
  return [labelled(el('ul', 'einhand-tiles',
    tile(figures.cases.open || 0, 'Open cases', 'a person has to act', null, toProcesses('case')),
    tile(figures.cases.waiting || 0, 'Waiting cases', 'a remedy is under way', null, toProcesses('case')),
    tile(figures.cases.solved || 0, 'Solved cases', 'seven days to object', null, toProcesses('case'))), 'Cases that are not over'),
  labelled(el('ul', 'einhand-tiles',
    tileTo('incidents', ...watched('incidents', 'bad')),
    tileTo('overdue', ...watched('overdue-jobs', 'warn')),
    tileTo('incidents', figures.withoutRetries, 'Jobs without retries', figures.withoutRetries ? 'nobody tries them any more' : 'none',
      figures.withoutRetries ? 'bad' : 'good'),
    tileTo('unmatched', ...watched('unmatched-events', 'warn')),
    tileTo('undelivered', ...watched('undelivered-events', 'warn')),
    tile(...failed, toProcesses('customer-notification'))), 'What to keep an eye on')];
}

function list(name, title, ...content) {
  const made = section(title, ...content);
  made.dataset.list = name;
  made.tabIndex = -1;
  return made;
}

function place(kind) {
  return [el('strong', null, words(kind.activity) || words(kind.process)), el('div', 'einhand-quiet', words(kind.process))];
}

function concerned(kind) {
  return [kind.instances.map((one) => el('div', null, link(toInstance(one.id), one.caseNumber || 'a process'))),
    kind.count > kind.instances.length && el('div', 'einhand-quiet', 'and ' + (kind.count - kind.instances.length) + ' more')];
}

function again(kind, now, call, it) {
  const when = labelled(el('select', 'form-control input-sm', LATER.map(([label, minutes]) => {
    const option = el('option', null, label);
    option.value = minutes;
    return option;
  })), 'When to try ' + words(kind.activity) + ' again');
  const go = button('Try all again', 'btn-primary', () => it.act(
    () => call.post('/retries', {
      process: kind.process, activity: kind.activity, message: kind.reason || null,
      dueAt: Number(when.value) === 0 ? null : new Date(new Date(now).getTime() + when.value * 60000).toISOString()
    }),
    (done) => count(done.retried, 'job') + (done.retried === 1 ? ' is' : ' are') + ' tried again '
      + LATER.find(([, minutes]) => String(minutes) === when.value)[0] + '.' + (done.left ? ' ' + done.left + ' are left: press again.' : '')));
  return el('div', 'einhand-again', when, go);
}

function incidents(overview, call, it) {
  return list('incidents', 'What is stuck', overview.incidents.length === 0
    ? el('p', 'einhand-quiet', 'Nothing. No step of any case was given up.')
    : table('Incidents by place and reason', ['Step', 'What it says', 'How many', 'Oldest', 'Cases', 'Retry'], overview.incidents.map((kind) => [
      place(kind), kind.reason || 'no message', kind.count, age(kind.oldest, overview.figures.now), concerned(kind),
      again(kind, overview.figures.now, call, it)])));
}

function overdue(overview) {
  return list('overdue', 'What is late', overview.overdue.length === 0
    ? el('p', 'einhand-quiet', 'Nothing. Timers and steps run when they are due.')
    : table('Overdue jobs by place', ['Step', 'What it says', 'How many', 'Oldest', 'Cases'], overview.overdue.map((kind) => [
      place(kind), kind.reason || 'waits to be run', kind.count, age(kind.oldest, overview.figures.now), concerned(kind)])));
}

function unmatched(overview, call, it) {
  const rows = overview.unmatched.map((event) => {
    const reason = labelled(el('input', 'form-control input-sm'), 'Why event ' + event.id + ' is replayed or discarded');
    reason.placeholder = 'Why?';
    reason.maxLength = 500;
    const send = (how) => () => {
      if (!reason.value.trim()) {
        reason.focus();
        return;
      }
      it.act(() => call.post('/events/' + how, { source: event.source, id: event.id, reason: reason.value.trim() }),
        (done) => 'Event ' + done.id + ' is ' + words(done.state) + ' now.');
    };
    return [[el('strong', null, event.type), el('div', 'einhand-quiet', 'from ' + event.source)], event.subject || 'no reference',
      age(event.receivedAt, overview.figures.now),
      el('div', 'einhand-again', reason, button('Replay', null, send('replay')), button('Discard', null, send('discard')))];
  });
  return list('unmatched', 'Events that fit no case', rows.length === 0
    ? el('p', 'einhand-quiet', 'None.')
    : table('Unmatched events', ['Event', 'About', 'Here for', 'What to do'], rows));
}

function undelivered(overview, call, it) {
  const one = overview.figures.watched.find((each) => each.what === 'undelivered-events');
  return one && one.count > 0 && list('undelivered', 'Events that listeners did not take',
    el('p', null, 'Each is tried for three days. What was given up since can be sent once more when the listener is well again. ',
      button('Send again what was given up', null, () => it.act(
        () => call.post('/deliveries/retries'), (done) => count(done.retried, 'event') + ' will be sent again.'))));
}

function dashboard(node, api) {
  const call = calls(api);
  return board(node, () => call.get('/overview'), (overview, it) => el('div', 'einhand-ops einhand-board',
    el('header', null, el('h2', null, 'Customer cases'),
      el('span', 'einhand-quiet', 'as of ' + at(overview.figures.now)), button('Look again', null, () => it.look(false))),
    tiles(overview.figures),
    incidents(overview, call, it),
    overview.overdue.length > 0 && overdue(overview),
    unmatched(overview, call, it),
    undelivered(overview, call, it)));
}

/* ---- the tab of a process ---- */

function stuck(process) {
  if (process.failures.length === 0) {
    return el('p', 'einhand-quiet', 'Nothing failed here.');
  }
  return table('What failed', ['Step', 'What it says', 'Next try'], process.failures.map((failure) => [
    [el('strong', null, words(failure.activity)), el('div', 'einhand-quiet', words(failure.process))], failure.message,
    failure.retries === 0 ? mark('given up', 'bad') : left(failure.dueAt, process.now)]));
}

function said(answer, now) {
  const who = el('strong', null, answer.backend);
  if (answer.verdict === 'known') {
    return [who, ' knows it' + (answer.id ? ': ' + answer.id : ''), answer.state && ', ' + words(answer.state),
      answer.expectedAt && ', expected ' + at(answer.expectedAt) + ' (' + left(answer.expectedAt, now) + ')',
      el('div', 'einhand-quiet', 'A retry takes over what is there; nothing is ordered twice.')];
  }
  if (answer.verdict === 'unknown') {
    return [who, ' does not know it', el('div', 'einhand-quiet', 'A retry orders it, for the first time.')];
  }
  return [who, ' does not say', el('div', 'einhand-quiet', answer.why + ' A retry would ask again before it orders, and fail now.')];
}

function answers(call, process) {
  const node = el('div', 'einhand-answers', el('p', 'einhand-quiet', 'Asking the providers …'));
  node.setAttribute('aria-live', 'polite');
  call.get('/instances/' + encodeURIComponent(process.instance.id) + '/answers')
    .then((given) => node.replaceChildren(given.answers.length === 0
      ? el('p', 'einhand-quiet', 'No order of this case is under way.')
      : el('ul', null, given.answers.map((answer) => el('li', 'einhand-' + answer.verdict,
        said(answer, process.now), el('div', 'einhand-reference', answer.reference))))))
    .catch((failure) => node.replaceChildren(sorry(failure.message)));
  return node;
}

function repair(process, call, it) {
  return section('What failed, and what the provider says', el('div', 'einhand-columns',
    el('div', null, stuck(process), process.failures.length > 0 && button('Retry now', 'btn-primary', () => it.act(
      () => call.post('/instances/' + encodeURIComponent(process.instance.id) + '/retry'),
      (done) => count(done.retried, 'step') + (done.retried === 1 ? ' is' : ' are') + ' tried again now.'))),
    answers(call, process)));
}

function caseFacts(file, now) {
  const counts = file.counts;
  return section('Case', facts([
    ['State', [words(file.state), file.outcome && ', ' + words(file.outcome), file.blockedBy && ', waits for ' + words(file.blockedBy)]],
    ['Owner', file.owner || 'nobody'],
    ['Opened', at(file.openedAt) + ', ' + age(file.openedAt, now) + ' ago'],
    ['Needed by', file.needBy],
    ['Promise', file.promise && [words(file.promise.what), ', ', file.promise.state === 'open' ? left(file.promise.dueAt, now)
      : words(file.promise.state), el('div', 'einhand-quiet', at(file.promise.dueAt) + ', version ' + file.promise.version)]],
    ['Contacts', counts.contacts + (counts.openContacts ? ', ' + counts.openContacts + ' unanswered' : '')],
    ['Failed attempts', counts.failedAttempts],
    ['Handed on', counts.handoffs + ', continued ' + counts.continuations + ', consulted ' + counts.consultations]
  ]));
}

function remedies(file) {
  return file.remedies.length > 0 && section('Remedies and their orders', table('Remedies', ['Remedy', 'Order', 'Decided'],
    file.remedies.map((remedy) => [
      [words(remedy.action), ' ', mark(words(remedy.state), 'remedy-' + remedy.state), remedy.failure && el('div', 'einhand-quiet', words(remedy.failure))],
      remedy.orders.map((order) => el('div', null, order.backend + ', ' + words(order.state), el('div', 'einhand-reference', order.reference))),
      [at(remedy.requestedAt), el('div', 'einhand-quiet', words(remedy.authority))]])));
}

function notifications(file) {
  return file.notifications.length > 0 && section('Messages to the customer', table('Messages', ['Message', 'By', 'State', 'Last change'],
    file.notifications.map((one) => [words(one.event), words(one.channel), mark(words(one.state), 'message-' + one.state), at(one.at)])));
}

function events(file) {
  return file.events.length > 0 && section('Events from outside', table('Events', ['Event', 'About', 'Happened', 'State'],
    file.events.map((one) => [[one.type, el('div', 'einhand-quiet', one.source)], el('span', 'einhand-reference', one.subject), at(one.happenedAt),
      [words(one.state), one.attempts > 1 && el('div', 'einhand-quiet', one.attempts + ' tries')]])));
}

function ended(process) {
  return section('What ended', process.ended.length === 0 ? el('p', 'einhand-quiet', 'Nothing yet.')
    : table('Steps that ended', ['Step', 'Process', 'Ended', 'Took'], process.ended
      .filter((step) => !/gateway/i.test(step.type))
      .map((step) => [[step.name || words(step.activity), step.cancelled && [' ', mark('left', 'warn')]], words(step.process), at(step.endedAt),
        Math.round((new Date(step.endedAt) - new Date(step.startedAt)) / 60000) === 0 ? 'at once' : age(step.startedAt, step.endedAt)])));
}

function timeline(file) {
  return section('Timeline', table('Timeline', ['When', 'What', 'Who'], file.timeline.slice().reverse()
    .map((entry) => [at(entry.at), words(entry.kind), words(entry.by)])));
}

function tab(node, api, id) {
  const call = calls(api);
  return board(node, () => call.get('/instances/' + encodeURIComponent(id)), (process, it) => {
    const file = process.file;
    return el('div', 'einhand-ops einhand-tab',
      el('header', null, el('h2', null, process.instance.caseNumber),
        file && mark(words(file.type), 'plain'), file && mark(words(file.state), 'state-' + file.state),
        el('span', 'einhand-quiet', 'without personal data, as of ' + at(process.now)), button('Look again', null, () => it.look(false))),
      repair(process, call, it),
      file && el('div', 'einhand-columns', caseFacts(file, process.now), remedies(file)),
      file && el('div', 'einhand-columns', notifications(file), events(file)),
      el('div', 'einhand-columns', ended(process), file && timeline(file)));
  });
}

let onDashboard = null;
let onTab = null;

export default [
  {
    id: 'einhand-figures',
    pluginPoint: 'cockpit.dashboard',
    priority: 100,
    render(node, { api }) {
      if (onDashboard) onDashboard.leave();
      onDashboard = dashboard(node, api);
    },
    unmount() {
      if (onDashboard) onDashboard.leave();
      onDashboard = null;
    }
  },
  {
    id: 'einhand-operations',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 100,
    properties: { label: 'Case' },
    render(node, { api, processInstanceId }) {
      if (onTab) onTab.leave();
      onTab = tab(node, api, processInstanceId);
    },
    unmount() {
      if (onTab) onTab.leave();
      onTab = null;
    }
  }
];
