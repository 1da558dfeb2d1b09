/* Calls to our own routes below the web application's session. */

/* an answer that is not what was asked for; `errors` by JSON pointer */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || 'HTTP ' + status);
    this.status = status;
    this.slug = String(problem.type || '').split(/[:/]/).pop();
    this.problem = problem;
    this.errors = problem.errors || [];
  }
}

let base = '/camunda/api/einhand';

/* where the web application lies; each plugin is told when it is shown */
export function from(api) {
  if (api && api.tasklistApi) base = api.tasklistApi.replace(/tasklist\/?$/, 'einhand');
}

/* the token is a new one after each sign-in */
function token() {
  const cookie = document.cookie.split('; ').find((one) => one.startsWith('XSRF-TOKEN='));
  return cookie ? decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) : '';
}

async function call(method, path, body, key) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = token();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  let answer;
  try {
    answer = await fetch(base + path, {
      method, headers, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body)
    });
  } catch (unreachable) {
    throw new Refused(0, {});
  }
  const text = await answer.text();
  let json = {};
  try {
    json = text ? JSON.parse(text) : {};
  } catch (noJson) {
    json = {};
  }
  if (!answer.ok) throw new Refused(answer.status, json);
  return json;
}

export const get = (path) => call('GET', path);
export const remove = (path) => call('DELETE', path);
export const put = (path, body) => call('PUT', path, body);
export const post = (path, body, key) => call('POST', path, body, key);

/* for one intention: pressed twice, it is still one */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function segment(text) {
  return encodeURIComponent(text);
}
