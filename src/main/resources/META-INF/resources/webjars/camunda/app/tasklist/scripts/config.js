/* Tasklist as Einhand sets it up: German or English, whichever the browser asks for first, German if it asks for neither. */
const available = ['de', 'en'];
const asked = (navigator.languages || [navigator.language]).map((one) => one.slice(0, 2).toLowerCase());

export default {
  // the fallback is loaded beside the language and decides how dates are written, so it is the same one
  locales: { availableLocales: available, fallbackLocale: asked.find((one) => available.includes(one)) || 'de' },
  // messages of the forms in German
  customScripts: ['scripts/form-words'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
