import type { Templates } from '../message.js';

/** The texts of the element itself, besides the sentences of the policy. */
export type Texts = {
  /** The name of the button that shows the password, and the words of it that are shown. */
  show: string;
  showShort?: string;
  capsLock: string;
  accepted: string;
  /** No violation was found, but the server has more to check. */
  open: string;
  same: string;
  different: string;
  unavailable: string;
  /** The policy is no longer the one with which the page was made. */
  changed: string;
  /** Returns the state as it is appended to the requirement. */
  stated: (state: string) => string;
  /** Joins several sentences. */
  sentences: (sentences: string[]) => string;
  /** The sentences of the policy. */
  templates?: Templates;
  /** Loads the sentences of the policy, if they are not included; a page loads only its own language. */
  load?: () => Promise<{ default: Templates }>;
};

/** Complete texts and their language. */
export type CompleteTexts = Texts & { templates: Templates; lang: string };

/** No sentences, while they are not loaded. */
const NONE = {} as Templates;

const japanese: Texts = {
  show: 'パスワードを表示',
  showShort: '表示',
  capsLock: 'Caps Lockがオンになっています。',
  accepted: 'このパスワードは条件をすべて満たしています。',
  open: 'ここで確認できる条件はすべて満たしています。残りは送信後に確認します。',
  same: '2つのパスワードは一致しています。',
  different: '2つのパスワードが一致していません。',
  unavailable: 'パスワードは送信後に確認します。',
  changed: 'ページを開いたあとに、パスワードの条件が変わりました。',
  stated: (state) => `（${state}）`,
  sentences: (sentences) => sentences.join(''),
  load: () => import('../messages/ja.js'),
};

const english: Texts = {
  show: 'Show password',
  showShort: 'Show',
  capsLock: 'Caps Lock is on.',
  accepted: 'This password meets every requirement.',
  open: 'This password meets every requirement that can be checked here. The rest is checked when you submit.',
  same: 'The passwords match.',
  different: 'The passwords do not match.',
  unavailable: 'Your password is checked when you submit.',
  changed: 'The requirements for a password have changed since this page was opened.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../messages/en.js'),
};

/**
 * The languages of elements, by the primary subtag of their tags or by a whole
 * tag, in lower case. A page may add one of `genkan/element/languages/`, or its own,
 * before it makes an element: `languages.set('it', { ...italian, templates })`.
 */
export const languages = new Map([
  ['en', english],
  ['ja', japanese],
]);

/** Returns the language of an element, also in a shadow tree; empty if no attribute sets it. */
export function languageOf(element: Element): string {
  const root = element.getRootNode();
  return (
    element.closest('[lang]')?.getAttribute('lang') ?? (root instanceof ShadowRoot ? languageOf(root.host) : '')
  );
}

/** Returns the texts for a BCP 47 tag such as `en-GB`; English if it is unknown. */
export function textsOf(tag: string): CompleteTexts {
  const own = tag.toLowerCase();
  const lang = [own, own.split('-')[0]!].find((each) => languages.has(each)) ?? 'en';
  return { templates: NONE, ...languages.get(lang)!, lang };
}

/** Returns the texts with the sentences of the policy, which it loads. */
export async function loadTexts(tag: string): Promise<CompleteTexts> {
  const { lang } = textsOf(tag);
  const texts = languages.get(lang)!;
  const templates = (texts.templates ??= (await texts.load?.())?.default ?? NONE);
  return { ...texts, templates, lang };
}
