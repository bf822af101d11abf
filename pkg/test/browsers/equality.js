// Runs in the browser: answers every question, reports the pieces whose answers
// differ from the native ones, and then reports that it is done.

import { Policy } from 'genkan';
import { answerTo, isUncertain } from '../line.js';
import { digest, pieces, setsOf } from './questions.js';

const json = async (url) => (await fetch(url)).json();
const post = (what, body) => fetch(what, { method: 'POST', body: JSON.stringify(body) });

try {
  const { count, expected, unknown } = await json('task.json');
  forget(unknown);
  const policy = await Policy.from(await json('/pkg/dist/policies/support_center.json'));
  const sets = setsOf(count, await json('/tests/vectors/support_center.json'));
  const counts = {};
  let differing = 0;
  for (const [name, digests] of Object.entries(expected)) {
    counts[name] = 0;
    let at = 0;
    for await (const questions of pieces(sets[name]())) {
      const answers = [];
      for (const question of questions) answers.push(await answerTo(question, policy));
      if ((await digest(answers)) !== digests[at]) {
        if ((differing += 1) > 100) throw new Error(`${name}: too much differs, as in ${JSON.stringify(questions[0])}`);
        await post('differing', await shown(questions, answers, policy));
      }
      counts[name] += questions.length;
      at += 1;
      if (at % 64 === 0) await post('progress');
    }
    if (at !== digests.length) throw new Error(`${name}: ${at} pieces, natively ${digests.length}`);
  }
  await post('done', { counts });
} catch (error) {
  await post('done', { error: `${error}\n${error.stack}` });
}

/** Returns each question with its answer, and whether a form would accept it. */
async function shown(questions, answers, documented) {
  return Promise.all(
    questions.map(async (question, at) => {
      const { error } = JSON.parse(answers[at]);
      if (error !== undefined) return { question, answer: answers[at] };
      const policy = question.policy === undefined ? documented : await Policy.from(question.policy);
      const { password, policy: _, ...context } = question;
      return {
        question,
        answer: answers[at],
        isUncertain: isUncertain(question, policy),
        isAccepted: policy.check(password, context).accepted,
      };
    }),
  );
}

/** Makes these characters unknown to the engine. */
function forget(characters) {
  if (characters.length === 0) return;
  const { normalize } = String.prototype;
  const unknown = new RegExp(`([${characters.join('')}])`, 'u');
  String.prototype.normalize = function (form) {
    return this.split(unknown).map((part) => (unknown.test(part) ? part : normalize.call(part, form))).join('');
  };
}
