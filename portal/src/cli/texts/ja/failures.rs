use genkan::address::InvalidAddress;
use genkan::audit_log::Reason;
use genkan::onboarding::{Name, NoMessage, Permission, Refusal};

use crate::cli::texts::failures::{FailureTexts, NameOf};
use crate::service::NotPermitted;
use crate::store::Remedy;

pub(super) const TEXTS: FailureTexts = FailureTexts {
    config: "設定ファイルに問題があります: ",
    data_folder: "設定の data に、作成できるフォルダーを指定してください",
    file: "ファイルを処理できません: ",
    keys: "鍵を利用できません: ",
    mail: "メールを送信できません: ",
    output: "標準出力に書き込めません: ",
    output_after_change: "変更は完了しましたが、標準出力に書き込めません: ",
    passwords: "パスワードポリシーを適用できません: ",
    service: "処理できませんでした: ",
    store: "データベースを利用できません: ",
    database,

    outcome_unknown: |error| {
        format!(
            "outcome-unknown: 処理中にデータベースの障害が起きたため、変更が完了したかどうか確認できません。現在の状態を確認してから、必要に応じてもう一度実行してください。データベースのエラー: {error}"
        )
    },
    no_database: |file| {
        format!(
            "store-missing: {file}: データベースがありません。genkan serve の初回起動時に作成されます。起動済みの場合は、設定の data を確認してください。"
        )
    },
    no_runtime: |error| format!("プログラムを開始できません: {error}"),
    no_realm: |realm| {
        format!(
            "store-missing: このデータベースにはrealm「{realm}」がありません。設定の realm を確認してください。"
        )
    },
    no_tables: "store-missing: このデータベースにはgenkanのテーブルがありません。genkan serve の初回起動時に作成されます。起動済みの場合は、設定の database を確認してください。",

    invalid_address: |invalid| {
        let problem = match invalid {
            InvalidAddress::Empty => "メールアドレスが空です。",
            InvalidAddress::TooLong => "メールアドレスは254文字以内で入力してください。",
            InvalidAddress::NotAscii => {
                "使えない文字（目に見えない文字の場合もあります）が含まれています。メールアドレスを半角で入力し直してください。"
            }
            InvalidAddress::NoAt => "メールアドレスに「@」がありません。",
            InvalidAddress::LocalPart => {
                "「@」の前に使えない文字があるか、長さが正しくありません。"
            }
            _ => "「@」の後がドメイン名ではありません。",
        };
        format!("{}: {problem}", invalid.code())
    },
    invalid_contact_language: |tag, languages| {
        format!(
            "invalid-language: 言語「{tag}」は使えません。次のいずれかを入力してください: {languages}"
        )
    },
    invalid_name: |of| {
        let name = match of {
            NameOf::Person => "名前",
            NameOf::Company => "会社名",
            NameOf::Operator => "オペレーター名",
        };
        let longest = Name::LONGEST;
        format!("invalid-name: {name}は、改行のない1〜{longest}文字で入力してください。")
    },
    invalid_reason: || {
        let longest = Reason::LONGEST;
        format!("invalid-reason: 理由は、改行のない1〜{longest}文字で入力してください。")
    },

    address_reserved: |address, until| {
        format!(
            "address-reserved: {address} は別の担当者が最近まで使っていたアドレスで、{until} までは元に戻せます。それまで待つか、元に戻せなくなることを承知のうえで --allow-reserved を付けてください。"
        )
    },
    address_taken: |address| {
        format!(
            "address-taken: {address} は登録済みです。genkan explain {address} で状態を確認できます。"
        )
    },
    case_unknown: |case| {
        format!("case-unknown: 案件 {case} はありません。genkan cases list で確認してください。")
    },
    company_name_taken: |name| {
        format!(
            "company-name-taken: 会社「{name}」はすでに登録されています。別の会社名にするか、担当者をその会社に移してください: genkan contacts edit ADDRESS --company NAME"
        )
    },
    company_unknown: |name| {
        format!(
            "company-unknown: 会社「{name}」は登録されていません。genkan companies list で確認してください。"
        )
    },
    no_message: |reason, address| {
        let code = reason.code();
        match reason {
            NoMessage::Held => format!(
                "{code}: {address} は利用停止中です。先に解除してください: genkan contacts release {address}"
            ),
            NoMessage::Unregistered | NoMessage::Removed => format!(
                "{code}: {address} は登録されていません。登録するには: genkan contacts add --email {address} --name NAME"
            ),
            NoMessage::Expired => format!(
                "{code}: {address} の登録は期限切れです。延長してください: genkan contacts renew {address}"
            ),
            _ => format!("{code}: {address} へのメールは不要になったため、送りません。"),
        }
    },
    not_permitted,
    operator_address: |address| {
        format!(
            "operator-address: {address} はサポート窓口のオペレーターのアドレスで、担当者のものではありません。オペレーターは genkan operators list で確認できます。"
        )
    },
    operator_name_taken: |name| {
        format!(
            "operator-name-taken: オペレーター「{name}」はすでに登録されています。変更する場合は、先に削除してください: genkan operators remove \"{name}\""
        )
    },
    operator_needed: "operator-needed: 2人のオペレーターによる承認が必要です。--by OPERATOR を指定してください。",
    operator_unknown: |name| {
        format!(
            "operator-unknown: オペレーター「{name}」は登録されていません。先に追加してください: genkan operators add \"{name}\" ADDRESS --role agent"
        )
    },
    refused: |refusal, address| {
        let code = refusal.code();
        match refusal {
            Refusal::LastContact => format!(
                "{code}: {address} は会社の最後の担当者です。先に別の担当者を登録してください: genkan contacts add --email ADDRESS --name NAME --company COMPANY。別のオペレーターに削除を提案する場合は、理由を付けてください: genkan contacts remove {address} --by OPERATOR --reason TEXT"
            ),
            Refusal::LastAdministrator => format!(
                "{code}: {address} は、オペレーターを管理できる最後のオペレーターです。先にほかのオペレーターを追加してください: genkan operators add NAME ADDRESS --role administrator"
            ),
            Refusal::SameAddress => format!(
                "{code}: 引き継ぎ先が {address} と同じアドレスです。登録内容を直す場合は: genkan contacts edit {address} --name NAME"
            ),
            Refusal::SameOperator => format!(
                "{code}: {address}: 別のオペレーターの承認が必要です。提案してください: genkan cases propose CASE --by OPERATOR --reason TEXT"
            ),
            Refusal::Case => {
                format!("{code}: {address}: 案件は終了しているか、別の手続きを待っています。")
            }
            Refusal::NotPermitted => format!("{code}: {address}: この操作の権限がありません。"),
            Refusal::AddressTaken => {
                format!("{code}: {address}: 入力されたアドレスは登録済みです。")
            }
            Refusal::TooSoon => format!(
                "{code}: {address} のアドレスは変更されたばかりです。時間をおいてからもう一度お試しください。"
            ),
            _ => format!(
                "{code}: {address} の状態では、この操作はできません。genkan explain {address} で状態を確認してください。"
            ),
        }
    },
};

fn not_permitted(denied: &NotPermitted) -> String {
    let (name, role) = (&denied.operator.name, denied.operator.role);
    let action = match denied.permission {
        Permission::View => "担当者の閲覧",
        Permission::Register => "担当者や会社の登録・編集",
        Permission::Resend => "リンクの再送",
        Permission::Hold => "利用停止とその解除",
        Permission::Replace => "引き継ぎ",
        Permission::Remove => "担当者の削除",
        Permission::Approve => "別のオペレーターの提案の承認",
        _ => "オペレーターの管理",
    };
    if denied.is_by_company() {
        format!(
            "not-permitted: {name} さんの担当する会社ではないため、{action}はできません。担当するオペレーターに依頼してください: genkan operators list"
        )
    } else {
        format!(
            "not-permitted: {name} さんの役割（{role}）では、{action}はできません。別の役割のオペレーターに依頼してください: genkan operators list"
        )
    }
}

const fn database(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::TrustAuthority => {
            "認証局の証明書、またはサーバーの証明書そのものをファイルに保存し、URLに sslrootcert=ファイル \
             と指定してください"
        }
        Remedy::CorrectName => {
            "証明書に記載された名前をホスト名に指定するか、名前を確認しない sslmode=verify-ca を指定して\
             ください"
        }
        Remedy::ReplaceCertificate => {
            "証明書がX.509のバージョン1で、名前が記載されていません。証明書をファイルに保存してURLに \
             sslrootcert=ファイル と指定するか、subjectAltName を付けて証明書を作り直してください"
        }
        Remedy::RenewCertificate => {
            "証明書が有効期限切れか、まだ有効ではありません。サーバーの証明書を更新し、このマシンの時計も\
             確認してください"
        }
        Remedy::OfferModernTls => {
            "サーバーには、TLS 1.2または1.3と、RSA、P-256、P-384、Ed25519のいずれかの鍵の証明書が必要です"
        }
        Remedy::OfferTls => {
            "サーバーの ssl を有効にしてください。盗聴されないネットワークでは sslmode=disable でTLSなしに\
             接続できます（prefer と allow ではできません）"
        }
        Remedy::CorrectUser => {
            "database のユーザーとパスワード、database_password_file、PGPASSWORD、サーバーの pg_hba.conf を\
             確認してください"
        }
        Remedy::CreateDatabase => {
            "データベースを作成してください: createdb --encoding UTF8 --template template0 名前"
        }
        Remedy::Permit => {
            "データベースの所有者をこのユーザーにしてください（ALTER DATABASE 名前 OWNER TO ユーザー）。テーブルを\
             別のユーザーが作成した場合は、そのユーザーで接続してください"
        }
        Remedy::UseFewerConnections => {
            "各ノードは database_connections の数まで接続します。その値を減らすか、サーバーの max_connections を\
             増やしてください"
        }
        Remedy::RestoreFile => {
            "data フォルダーの genkan.sqlite が壊れているか、別のプログラムのものです。バックアップから復元するか、\
             別のフォルダーを指定してください"
        }
        Remedy::PermitWriting => {
            "data フォルダーとその中の genkan.sqlite に、このユーザーが書き込めるようにしてください"
        }
        Remedy::PoolTransactions => "プーラーの設定に pool_mode = transaction を指定してください",
        Remedy::Start => {
            "database のホストとポート、サーバーが起動していること、ファイアウォールを確認してください"
        }
    }
}
