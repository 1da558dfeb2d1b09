/* What Einhand adds to Tasklist: the tab "Case file", cards, a bar on top and pages of its own. */
import { from, get, segment } from './calls.js';
import { CaseOnDesk, goTo, parameter } from './desk.js';
import { t } from './words.js';
import { cards, bar, found, myDay, page } from './work.js';
import { newCase } from './newcase.js';

const ABLE = { consult: false, handOn: false };

let onDesk = null;

function leave() {
  if (onDesk) onDesk.leave();
  onDesk = null;
}

const caseFile = {
  id: 'einhand-case-file',
  pluginPoint: 'tasklist.task.detail',
  priority: 2000,
  properties: { label: t('Case file') },
  render(node, { api, taskId }, scope) {
    from(api);
    leave();
    let opened = false;
    onDesk = new CaseOnDesk(node, {
      able: ABLE,
      load: async () => {
        const file = await get(opened ? '/files/' + segment(onDesk.file.caseNumber) : '/tasks/' + segment(taskId) + '/case');
        opened = true;
        return file;
      },
      refresh: () => scope && scope.$root.$broadcast('refresh'),
      // the task that was open here may be done: on to the case's next one, or to the case itself
      moved: (after) => {
        if (after.taskId === taskId) return false;
        goTo(after);
        return true;
      }
    });
  },
  unmount: leave
};

const casePage = {
  id: 'einhand-case-page',
  pluginPoint: 'tasklist.route',
  priority: 1000,
  properties: { path: '/einhand/case' },
  render(node, { api }) {
    from(api);
    leave();
    const holder = page(t('Case file'));
    const inside = document.createElement('div');
    holder.append(inside);
    node.replaceChildren(holder);
    const number = parameter('number') || '';
    onDesk = new CaseOnDesk(inside, {
      able: ABLE,
      load: () => get('/files/' + segment(number)),
      refresh: null,
      moved: (after) => {
        if (!after.taskId) return false;
        goTo(after);
        return true;
      }
    });
  },
  unmount: leave
};

export default [caseFile, casePage, cards, bar, found, myDay, newCase];
