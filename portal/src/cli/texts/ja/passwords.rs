use crate::cli::texts::passwords::{CheckTexts, GenerateTexts};

pub(super) const CHECK: CheckTexts = CheckTexts {
    about: "パスワードがポリシーに合うかを確認します",
    note: "パスワードは標準入力から読み込みます。端末では入力を求めます。引数はほかの利用者から見えるため、引数では渡せません。\n\n終了コードは、使えるパスワードなら0、使えなければ1です。",
    company: "本人の会社名（会社名を含むパスワードを認めないポリシーで使います）",
    email: "本人のメールアドレス（その一部を含むパスワードを認めないポリシーで使います）",
    jsonl: "1行に1つの {\"password\":…, \"email\":…, \"name\":…, \"company\":…, \"old_password\":…} を読み込み、1行に1つの {\"accepted\":…, \"violations\":[…]} を出力",
    name: "本人の名前（名前を含むパスワードを認めないポリシーで使います）",
    strength: "推測されにくさも評価",
    label_strength: "推測されにくさ（zxcvbn）",
    line_malformed: |column| {
        format!(
            "{{\"password\":\"…\"}} の形式で、必要に応じて email、name、company、old_password を加えてください（{column}文字目）"
        )
    },
    line_not_json: |column| format!("JSONではありません（{column}文字目）"),
    line_too_long: |longest| format!("{longest}バイトを超えています"),
    line_unreadable: |line, error| format!("{line}行目を読み込めません: {error}"),
    no_password: |error| format!("パスワードを読み込めません: {error}"),
    nothing_on_input: "パスワードがありません。標準入力が空です。",
    prompt: "パスワード: ",
};

pub(super) const GENERATE: GenerateTexts = GenerateTexts {
    about: "ポリシーに合うランダムなパスワードを生成します",
    count: "生成する数（1行に1つ）",
    length: "文字数。省略時は、ポリシーが認める範囲で80ビットに足りる長さ",
    no_look_alikes: "0とOとo、1とlとIと|など、見間違えやすい文字を使わない",
    passphrase: "kumo-sora-yuki のようなパスフレーズを生成",
    words: "1行に1単語のファイル（サイコロ用の単語表のように、行の最後の単語を使います）。ハイフンを含む単語は使いません。省略時は、読み上げやすい約4,100語",
    no_passphrase: "十分な数の単語からなるパスフレーズは、このポリシーに合いません。--passphrase を外してください。",
    bits: |bits| format!("エントロピーは、それぞれ{bits}ビット以上です。"),
};
