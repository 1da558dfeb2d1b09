/* What Einhand adds to Tasklist: the tab "Case file", cards, a bar on top and pages of its own. */
import { from, get, segment } from './calls.js';
import { CaseOnDesk, goTo, parameter } from './desk.js';
import { t } from './words.js';
import { cards, bar, found, myDay, page } from './work.js';
import { newCase } from './newcase.js';

/* the case of a task; once something was done, the case's next task, or the case itself, is where to go on */
function openTask(node, taskId, scope) {
  let known = null;
  return new CaseOnDesk(node, {
    load: async () => {
      const file = await get(known ? '/files/' + segment(known) : '/tasks/' + segment(taskId) + '/case');
      if (file.reader.agent) known = file.caseNumber;
      return file;
    },
    refresh: () => scope && scope.$root.$broadcast('refresh'),
    moved: (after) => {
      if (after.taskId === taskId) return false;
      goTo(after);
      return true;
    }
  });
}

const caseFile = {
  id: 'einhand-case-file',
  pluginPoint: 'tasklist.task.detail',
  priority: 2000,
  properties: { label: t('Case file') },
  render(node, { api, taskId }, scope) {
    from(api);
    let shown = taskId;
    let desk = openTask(node, taskId, scope);
    // from one task straight to another, Tasklist may keep the tab as it is
    if (scope) {
      scope.$watch('task.id', (id) => {
        if (!id || id === shown) return;
        shown = id;
        desk.leave();
        desk = openTask(node, id, scope);
      });
    }
  }
};

const casePage = {
  id: 'einhand-case-page',
  pluginPoint: 'tasklist.route',
  priority: 1000,
  properties: { path: '/einhand/case' },
  render(node, { api }) {
    from(api);
    const holder = page(t('Case file'));
    const inside = document.createElement('div');
    holder.append(inside);
    node.replaceChildren(holder);
    const number = parameter('number') || '';
    return new CaseOnDesk(inside, {
        load: () => get('/files/' + segment(number)),
      refresh: null,
      moved: (after) => {
        if (!after.taskId) return false;
        goTo(after);
        return true;
      }
    });
  }
};

export default [caseFile, casePage, cards, bar, found, myDay, newCase];
