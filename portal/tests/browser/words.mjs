// Sentences that the pages and emails must say, written from the policy and
// from the support center's description, not copied from the code.

export const WORDS = {
  ja: {
    locale: "ja-JP",
    forgot: "パスワードをお忘れですか",
    tooShort: "6文字以上にしてください",
    tooFewKinds: "種類が足りません",
    localPart: "メールアドレスの@より前の部分が含まれています",
    subject: /パスワード/,
  },
  en: {
    locale: "en-US",
    forgot: "Forgot your password?",
    tooShort: "Use at least 6 characters",
    tooFewKinds: /Add \d more kinds? of characters/,
    localPart: "Leave out the part of your email address before the @",
    subject: /password/i,
  },
};

/** Whether `text` says `words`, a string or a pattern. */
export const says = (text, words) =>
  words instanceof RegExp ? words.test(text) : text.includes(words);
