// Simplified Chinese for elements: a page imports this file before it makes one. It serves `zh` without a script, too.

import { languages, type Texts } from '../texts.js';

/** The element's texts in Simplified Chinese. */
const chinese: Texts = {
  show: '显示密码',
  showShort: '显示',
  capsLock: '大写锁定已开启。',
  accepted: '该密码符合所有要求。',
  open: '该密码符合此处可检查的所有要求，其余要求将在提交时检查。',
  same: '两次输入的密码一致。',
  different: '两次输入的密码不一致。',
  unavailable: '提交时将检查密码。',
  changed: '打开本页面后，密码要求已更改。',
  stated: (state) => `（${state}）`,
  sentences: (sentences) => sentences.join(''),
  load: () => import('../../messages/zh-Hans.js'),
};

for (const tag of ['zh', 'zh-cn', 'zh-sg', 'zh-hans']) languages.set(tag, chinese);

export default chinese;
