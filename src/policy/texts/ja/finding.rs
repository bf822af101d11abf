use alloc::format;
use alloc::string::String;

use crate::policy::lint::Finding;

pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Unsatisfiable => "半角文字では、このポリシーを満たすパスワードを誰も作れません。".into(),
        Finding::UnsatisfiableHere => {
            "このメールアドレスの人は、半角文字ではこのポリシーを満たすパスワードを作れません。".into()
        }
        Finding::Undecided => {
            "このポリシーを満たすパスワードがあるかどうか、決められませんでした。条件が厳しすぎるおそれがあります。".into()
        }
        Finding::RefusesGenerated {
            manager,
            refused,
            of,
            example,
            violations,
        } => format!(
            "{}が標準で作るパスワードを拒否します（{of}件中{refused}件、例: {example}、理由: {}）。",
            manager.name(),
            violations.join("、"),
        ),
        Finding::Unchecked { rules } => format!(
            "次の規則に必要な情報を呼び出し側が渡さないと、すべてのパスワードを拒否します: {}。",
            rules.join("、"),
        ),
        Finding::ExceedsBcrypt { max, limit } => format!(
            "{max}バイトまで受け付けますが、bcryptは{limit}バイトより後を無視します（漢字やかなでは{}文字を超える分）。bcryptで保存する場合は上限を設けてください。",
            limit / 3,
        ),
        Finding::NotNormalized => "パスワードを正規化せずに扱います。「が」のように見た目が同じ文字でも、端末によって内部の表し方が違うと別のパスワードになり、サインインできないことがあります。既存のハッシュに合わせる場合だけにしてください。".into(),
    }
}
