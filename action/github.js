const timeout = 30_000;
const perPage = 100;
const mostPages = 30;

/**
 * Writes the comment that has the marker: updates it where there is one and its text is another, makes it where there is
 * none and there is something to say. Returns what was done.
 */
export async function writeComment(api, pullRequest, marker, body, isNews) {
  const existing = await findComment(api, pullRequest, marker);
  if (existing === null) {
    if (!isNews) return 'nothing to say';
    await request(api, 'POST', `issues/${pullRequest}/comments`, { body });
    return 'commented';
  }
  if (existing.body === body) return 'the comment is up to date';
  await request(api, 'PATCH', `issues/comments/${existing.id}`, { body });
  return 'updated the comment';
}

/** A commit status under the title. */
export async function setStatus(api, sha, { title, passed, description, url }) {
  await request(api, 'POST', `statuses/${sha}`, {
    state: passed ? 'success' : 'failure',
    context: title,
    description: description.slice(0, 140),
    ...(url === '' ? {} : { target_url: url }),
  });
}

async function findComment(api, pullRequest, marker) {
  for (let page = 1; page <= mostPages; page += 1) {
    const comments = await request(
      api,
      'GET',
      `issues/${pullRequest}/comments?per_page=${perPage}&page=${page}`,
    );
    const found = comments.find(({ body }) => typeof body === 'string' && body.startsWith(marker));
    if (found !== undefined) return found;
    if (comments.length < perPage) return null;
  }
  return null;
}

async function request(api, method, path, content) {
  const answer = await fetch(`${api.url}/repos/${api.repository}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${api.token}`,
      'content-type': 'application/json',
      'user-agent': 'crossover',
      'x-github-api-version': '2022-11-28',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(timeout),
  });
  if (!answer.ok) throw new Error(`${method} ${path.split('?')[0]}: ${answer.status} ${answer.statusText}`);
  return answer.json();
}
