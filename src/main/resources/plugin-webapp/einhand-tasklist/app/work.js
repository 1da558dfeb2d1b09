/* An agent's work as a whole: her day, finding a case, cards in a list. */
import { el, add, mark, section, table, button, link, told } from './dom.js';
import { field, input, form, reason } from './fields.js';
import { t, words, at, money, left, urgency, count } from './words.js';
import { get, from, segment, Refused } from './calls.js';
import { goTo } from './desk.js';

const LOOK = { late: 'bad', soon: 'warn', calm: 'plain' };

export function page(title, ...content) {
  const back = link(t('Back to the tasks'), '#/');
  const made = el('div', 'einhand-case einhand-page', el('header', null, el('h2', null, title), back), content);
  made.setAttribute('role', 'main');
  return made;
}

async function openNumber(number, node) {
  try {
    goTo(await get('/files/' + segment(number)));
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    node.prepend(told('bad', reason(failure)));
  }
}

function caseButton(number, node) {
  return button(number, 'number', () => openNumber(number, node));
}

/* ---- cards: one call for all that come at the same moment ---- */
const WAIT = 40;
const FRESH = 8000;
let gathered = null;
const known = new Map();

function card(taskId) {
  const old = known.get(taskId);
  if (old && Date.now() - old.at < FRESH) return old.card;
  if (!gathered) {
    const batch = { ids: [] };
    batch.answer = new Promise((resolve) => setTimeout(resolve, WAIT)).then(() => {
      gathered = null;
      return get('/cards?' + batch.ids.map((id) => 'task=' + segment(id)).join('&'));
    });
    gathered = batch;
  }
  gathered.ids.push(taskId);
  const asked = gathered.answer.then((answer) => ({ now: answer.now, brief: answer.cards[taskId] }));
  known.set(taskId, { at: Date.now(), card: asked });
  return asked;
}

export const cards = {
  id: 'einhand-card',
  pluginPoint: 'tasklist.card',
  priority: 1000,
  render(node, { api, taskId }) {
    from(api);
    card(taskId).then(({ now, brief }) => {
      if (!brief) return;
      node.replaceChildren(el('div', 'einhand-card',
        el('span', null, words(brief.type)),
        brief.promisedBy && mark(left(brief.promisedBy, now), LOOK[urgency(brief.promisedBy, now)]),
        el('span', 'einhand-quiet', brief.owner || t('nobody owns it yet')),
        brief.unanswered > 0 && mark(count(brief.unanswered, '{0} unanswered contact', '{0} unanswered contacts'), 'warn'),
        brief.failedAttempts > 0 && mark(count(brief.failedAttempts, '{0} failed attempt', '{0} failed attempts'), 'bad')));
    }).catch(() => known.delete(taskId));
  }
};

/* ---- finding ---- */
/* what was looked for stays in memory: a telephone number does not belong into the browser's history */
let looked = '';
let lookAgain = null;

export const bar = {
  id: 'einhand-finding',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render(node, { api }) {
    from(api);
    const box = input('search');
    box.placeholder = t('Find a case');
    box.setAttribute('aria-label', t('Find a case') + ': ' + t('Telephone, order, name or case number'));
    box.title = t('Telephone, order, name or case number');
    const made = el('form', 'einhand-bar', box, link(t('My day'), '#/einhand/my-day'), link(t('New case'), '#/einhand/new-case'));
    made.setAttribute('role', 'search');
    made.addEventListener('submit', (event) => {
      event.preventDefault();
      looked = box.value.trim();
      if (!looked) return;
      box.value = '';
      if (location.hash.startsWith('#/einhand/find') && lookAgain) lookAgain();
      else location.hash = '#/einhand/find';
    });
    node.replaceChildren(made);
  }
};

export const found = {
  id: 'einhand-find',
  pluginPoint: 'tasklist.route',
  priority: 1000,
  properties: { path: '/einhand/find' },
  render(node, { api }) {
    from(api);
    const box = input('search', looked);
    const results = el('div', null);
    const look = async () => {
      box.value = looked;
      results.replaceChildren();
      if (!looked) return;
      const answer = await get('/api/cases?size=20&q=' + segment(looked));
      if (answer.items.length === 1) {
        openNumber(answer.items[0].caseNumber, results);
        return;
      }
      results.replaceChildren(el('p', 'einhand-quiet', answer.total === 0 ? t('Nothing found for this.')
        : answer.total > answer.items.length ? t('The first {0} of {1}', answer.items.length, answer.total) : t('{0} found', answer.total)));
      if (answer.total === 0) return;
      add(results, table('einhand-found', [t('Case'), t('Type'), t('State'), t('Owner'), t('Customer'), t('Order'), t('Opened')],
        answer.items.map((one) => [[caseButton(one.caseNumber, results)], [words(one.type)], [mark(words(one.state), 'state-' + one.state)],
          [one.owner || t('nobody')], [one.customer.name], [one.subject.id], [at(one.openedAt)]])));
    };
    lookAgain = look;
    const search = form({
      label: t('Find a case'), kind: 'einhand-inline',
      fields: [field(t('Telephone, order, name or case number'), box, { pointer: '/q' })],
      confirm: t('Find a case'),
      send: async () => {
        looked = box.value.trim();
        await look();
      }
    });
    node.replaceChildren(page(t('Find a case'), search, results));
    look().catch((failure) => results.replaceChildren(told('bad', reason(failure))));
    if (!looked) box.focus();
  },
  unmount() {
    lookAgain = null;
  }
};

/* ---- her day ---- */
function figure(number, what, kind) {
  return el('div', 'einhand-figure' + (number > 0 && kind ? ' einhand-figure-' + kind : ''), el('strong', null, String(number)), el('span', null, what));
}

function brief(day, node, one, when) {
  return [
    [caseButton(one.caseNumber, node)],
    [words(one.type), el('div', 'einhand-quiet', [one.item, one.order].filter(Boolean).join(', '))],
    [when && mark(left(when, day.now), LOOK[urgency(when, day.now)]), when && el('div', 'einhand-quiet', at(when))],
    [mark(words(one.state), 'state-' + one.state),
      one.failedAttempts > 0 && el('div', null, mark(count(one.failedAttempts, '{0} failed attempt', '{0} failed attempts'), 'bad'))]
  ];
}

export const myDay = {
  id: 'einhand-my-day',
  pluginPoint: 'tasklist.route',
  priority: 1000,
  properties: { path: '/einhand/my-day' },
  render(node, { api }) {
    from(api);
    node.replaceChildren(page(t('My day')));
    get('/my-day').then((day) => {
      const promised = day.cases.filter((one) => one.promisedBy);
      const risky = promised.filter((one) => urgency(one.promisedBy, day.now) !== 'calm');
      const waiting = day.cases.filter((one) => one.unanswered > 0);
      const heads = [t('Case'), t('Type'), t('Due'), t('State')];
      const shown = page(t('Good day, {0}', day.agent));
      add(shown,
        el('div', 'einhand-figures',
          figure(day.cases.length, t('cases')), figure(risky.length, t('promises at risk'), 'bad'),
          figure(waiting.length, t('unanswered'), 'warn'), figure(day.tasks.length, t('tasks')),
          day.authority && el('div', 'einhand-figure', el('strong', null, money(day.authority)), el('span', null, t('Authority left today')))),
        section(t('What is due'), day.tasks.length === 0 ? el('p', 'einhand-quiet', t('Nothing is waiting for you.'))
          : table('einhand-day', [t('Task'), t('Case'), t('Due')], day.tasks.map((one) => [
            [link(words(one.key), '#/?task=' + segment(one.taskId) + '&detailsTab=einhand-case-file')], [one.caseNumber],
            one.dueAt ? [mark(left(one.dueAt, day.now), LOOK[urgency(one.dueAt, day.now)]), ' ', el('span', 'einhand-quiet', at(one.dueAt))] : []]))),
        section(t('What I promised'), promised.length === 0 ? el('p', 'einhand-quiet', t('Nothing is promised.'))
          : table('einhand-day', heads, promised.map((one) => brief(day, shown, one, one.promisedBy)))),
        section(t('Who waits for an answer'), waiting.length === 0 ? el('p', 'einhand-quiet', t('Nobody is waiting for an answer.'))
          : table('einhand-day', heads, waiting.map((one) => brief(day, shown, one, one.answerBy)))),
        section(t('Waiting in the team'), day.waiting.length === 0 ? null
          : table('einhand-day', [t('Case'), t('Type'), t('Due'), t('Owner')], day.waiting.map((one) =>
            [...brief(day, shown, one, one.answerBy).slice(0, 3), [one.owner || t('nobody')]]))),
        day.held && section(t('Whose hand I hold'), day.held.length === 0 ? el('p', 'einhand-quiet', t('You are working on nobody right now.'))
          : el('p', null, day.held.join(', '))));
      node.replaceChildren(shown);
    }).catch((failure) => node.replaceChildren(page(t('My day'), told('bad', reason(failure)))));
  }
};
