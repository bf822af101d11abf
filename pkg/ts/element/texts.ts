import type { Templates } from '../message.js';

/** What the element itself says, besides the sentences of the policy. */
export type Texts = {
  label: string;
  show: string;
  capsLock: string;
  accepted: string;
  /** Nothing is wrong here, and the server has something to check besides. */
  open: string;
  same: string;
  different: string;
  unavailable: string;
  /** The policy is no longer the one with which the page was made. */
  changed: string;
  /** Puts the state behind the requirement. */
  stated: (state: string) => string;
  /** One text out of several sentences. */
  sentences: (sentences: string[]) => string;
  /** The sentences of the policy. */
  templates?: Templates;
  /** Fetches them, where they are not there; a page in one language does without the others. */
  load?: () => Promise<{ default: Templates }>;
};

/** Texts that are complete, and the language that they are of. */
export type CompleteTexts = Texts & { templates: Templates; lang: string };

/** No sentences at all: while they are not there, there is nothing that is told. */
const NONE = {} as Templates;

const japanese: Texts = {
  label: '新しいパスワード',
  show: 'パスワードを表示',
  capsLock: 'Caps Lockがオンになっています。',
  accepted: 'このパスワードは条件をすべて満たしています。',
  open: 'ここで確認できる条件はすべて満たしています。残りは送信後に確認します。',
  same: '2つのパスワードは一致しています。',
  different: '2つのパスワードが一致していません。',
  unavailable: '入力中の確認は、いまは利用できません。条件を満たしているかどうかは、送信したときに確認します。',
  changed: 'ページを開いたあとに、パスワードの条件が変わりました。いまの条件を表示しています。',
  stated: (state) => `（${state}）`,
  sentences: (sentences) => sentences.join(''),
  load: () => import('../messages/ja.js'),
};

const english: Texts = {
  label: 'New password',
  show: 'Show password',
  capsLock: 'Caps Lock is on.',
  accepted: 'This password meets every requirement.',
  open: 'Everything that can be checked here is met. The rest is checked when you submit.',
  same: 'Both passwords are the same.',
  different: 'The two passwords are not the same.',
  unavailable: 'Checking as you type is not available right now. Your password is checked when you send the form.',
  changed: 'The requirements for a password have changed since this page was opened. These are the current ones.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../messages/en.js'),
};

/**
 * The languages that elements speak, by the primary subtag of their tags or by
 * a whole tag, in lower case. A page may add its own before an element is there:
 * `languages.set('de', { ...german, templates })`.
 */
export const languages = new Map([
  ['en', english],
  ['ja', japanese],
]);

/** The language of an element's place, also in a shadow tree; empty where nobody says it. */
export function languageOf(element: Element): string {
  const root = element.getRootNode();
  return (
    element.closest('[lang]')?.getAttribute('lang') ?? (root instanceof ShadowRoot ? languageOf(root.host) : '')
  );
}

/** The words of a BCP 47 tag such as `en-GB`; English where it is unknown. */
export function textsOf(tag: string): CompleteTexts {
  const own = tag.toLowerCase();
  const lang = [own, own.split('-')[0]!].find((each) => languages.has(each)) ?? 'en';
  return { templates: NONE, ...languages.get(lang)!, lang };
}

/** The same with the sentences of the policy. */
export async function loadTexts(tag: string): Promise<CompleteTexts> {
  const { lang } = textsOf(tag);
  const texts = languages.get(lang)!;
  const templates = (texts.templates ??= (await texts.load?.())?.default ?? NONE);
  return { ...texts, templates, lang };
}
