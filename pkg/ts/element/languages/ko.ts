// Korean for elements: a page imports this file before it makes one.

import { languages, type Texts } from '../texts.js';

/** The element's texts in Korean. */
const korean: Texts = {
  show: '비밀번호 표시',
  showShort: '표시',
  capsLock: 'Caps Lock이 켜져 있습니다.',
  accepted: '이 비밀번호는 모든 조건을 충족합니다.',
  open: '여기에서 확인할 수 있는 조건을 모두 충족합니다. 나머지는 제출할 때 확인합니다.',
  same: '두 비밀번호가 일치합니다.',
  different: '두 비밀번호가 일치하지 않습니다.',
  unavailable: '비밀번호는 제출할 때 확인합니다.',
  changed: '이 페이지를 연 뒤에 비밀번호 조건이 변경되었습니다.',
  stated: (state) => ` (${state})`,
  sentences: (sentences) => sentences.join(' '),
  load: () => import('../../messages/ko.js'),
};

languages.set('ko', korean);

export default korean;
