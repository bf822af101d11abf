import { en } from '../messages/en.js';
import { ja } from '../messages/ja.js';
/** The words of a BCP 47 tag such as `en-GB`; Japanese where it is unknown. */
export function wordsOf(tag) {
    return /^en\b/i.test(tag) ? english : japanese;
}
const japanese = {
    label: '新しいパスワード',
    show: 'パスワードを表示',
    capsLock: 'Caps Lockがオンになっています。',
    accepted: 'このパスワードは条件をすべて満たしています。',
    open: 'ここで確認できる条件はすべて満たしています。残りは送信後に確認します。',
    same: '2つのパスワードは一致しています。',
    different: '2つのパスワードが一致していません。',
    unavailable: '入力中の確認は、いまは利用できません。条件を満たしているかどうかは、送信したときに確認します。',
    stated: (state) => `（${state}）`,
    sentences: (sentences) => sentences.join(''),
    templates: ja,
};
const english = {
    label: 'New password',
    show: 'Show password',
    capsLock: 'Caps Lock is on.',
    accepted: 'This password meets every requirement.',
    open: 'Everything that can be checked here is met. The rest is checked when you submit.',
    same: 'Both passwords are the same.',
    different: 'The two passwords are not the same.',
    unavailable: 'Checking as you type is not available right now. Your password is checked when you send the form.',
    stated: (state) => ` (${state})`,
    sentences: (sentences) => sentences.join(' '),
    templates: en,
};
