use crate::cli::texts::mail::MailTexts;
use crate::config::{Smtp, Tls};
use crate::mail::{Cause, Fault, SmtpReply, Stage};
use crate::tls::Problem;

pub(super) const TEXTS: MailTexts = MailTexts {
    about: "メールサーバーの動作と、メールの文面を確認します",
    test: "テストメールを送信し、失敗した場合は原因と対処を表示します",
    test_note: "通常のメールと同じように、接続、サインイン、送信を行います。記録は残りません。",
    preview: "送信されるメールの文面を表示します（架空の宛名と、使えないリンクが入ります）",
    address: "テストメールの宛先",
    kind: "メールの種類",
    format: "表示する内容: 件名と本文、HTML、メール全体、または brand.email_texts のファイルの形",
    server: |smtp, sender| {
        let sign_in = match (&smtp.username, &smtp.oauth) {
            (None, _) => "サインインなし".to_owned(),
            (Some(username), None) => format!("{username} のパスワード"),
            (Some(username), Some(_)) => format!("{username} のアクセストークン"),
        };
        format!(
            "サーバー: {} ポート {}、{}、{sign_in}\n差出人: {sender}",
            smtp.host,
            smtp.port(),
            protection(smtp)
        )
    },
    no_server: "メールサーバー（[mail.smtp]）が設定されていないため、送信していません。data の mailbox フォルダーに\
                ファイルとして書き込みました",
    sent: |address, reply| {
        format!(
            "{address} に送信しました: {reply}\nメールサーバーが受け付けました。届くこと、迷惑メールに\
             入らないことをご確認ください。"
        )
    },
    fault,
};

const fn protection(smtp: &Smtp) -> &'static str {
    match smtp.tls {
        Tls::Starttls => "STARTTLS",
        Tls::Tls => "TLS",
        Tls::None => "TLSなし",
    }
}

fn fault(fault: &Fault, host: &str) -> String {
    match (&fault.cause, fault.stage) {
        (Cause::Network(_), Stage::Lookup) => format!(
            "{host} の名前を解決できません。mail.smtp.host と、このマシンのDNSの設定を確認してください"
        ),
        (Cause::Network(_) | Cause::Timeout, Stage::Lookup | Stage::Connect) => format!(
            "{host} から応答がありません。mail.smtp.host と mail.smtp.port、およびファイアウォールを確認\
             してください。ポート25を遮断しているネットワークもあります"
        ),
        (Cause::Timeout, Stage::Greeting) => format!(
            "{host} に接続できますが、応答がありません。ポートが465の場合は mail.smtp.tls = \"tls\" と\
             指定してください"
        ),
        (Cause::Network(_) | Cause::Timeout, Stage::Token) => "認可サーバーから応答がありません。\
             mail.smtp.oauth.token_url とファイアウォールを確認してください"
            .into(),
        (Cause::Network(_), _) => format!(
            "{host} が接続を切断しました。このマシンのアドレスからの接続が許可されているか、サーバーの\
             ログで確認してください"
        ),
        (Cause::Timeout, _) => format!(
            "{host} から時間内に応答がありませんでした。メールの検査に時間がかかるサーバーの場合は、\
             mail.smtp.timeout_seconds を長くしてください"
        ),
        (Cause::Tls(error), stage) => certificate(Problem::of(error), stage, host),
        (Cause::NotSmtp, _) => format!(
            "{host} で応答しているのはSMTPサーバーではありません。mail.smtp.port を確認してください。465の\
             場合は mail.smtp.tls = \"tls\" と指定してください"
        ),
        (Cause::Injected, _) => format!(
            "{host} がTLSの開始前に余分な応答を送りました。通信経路上で攻撃を受けている可能性があります。\
             サーバーが対応していれば、mail.smtp.tls = \"tls\"（通常はポート465）を使ってください"
        ),
        (Cause::NotOffered(_), Stage::Starttls) => format!(
            "{host} はSTARTTLSに対応していません。最初からTLSで接続するサーバー（通常はポート465）の場合は \
             mail.smtp.tls = \"tls\" と指定してください。\"none\" は同じマシンのサーバー専用です"
        ),
        (Cause::NotOffered(_), Stage::SignIn) => format!(
            "{host} はこのサインイン方法に対応していません。サインインが不要な場合は username を削除して\
             ください。XOAUTH2のみの場合は [mail.smtp.oauth] を設定してください。TLSの下でのみサインイン\
             できるサーバーもあります"
        ),
        (Cause::NotOffered(_), Stage::Recipient) => format!(
            "{host} はASCII以外の文字を含むアドレスに送信できません（SMTPUTF8に対応していません）"
        ),
        (Cause::NotOffered(_), _) => {
            format!("mail.smtp.host: {host} は証明書の名前として使えません")
        }
        (Cause::NoToken(_), _) => "認可サーバーからアクセストークンを取得できませんでした。\
             [mail.smtp.oauth] の client_id、シークレット、token_url、scope を確認してください。\
             Microsoft 365では、管理者が SMTP.SendAsApp の権限に同意している必要があります"
            .into(),
        (Cause::Replied(reply), stage) => replied(reply, stage, host),
    }
}

fn certificate(problem: Problem, stage: Stage, host: &str) -> String {
    if stage == Stage::Token {
        return "認可サーバーとのTLS接続に失敗しました。mail.smtp.oauth.token_url を確認してください。\
                独自の認証局の証明書の場合は、mail.smtp.ca_file に指定してください"
            .into();
    }
    match problem {
        Problem::UnknownAuthority => format!(
            "{host} の証明書は、信頼されていない認証局のものです。認証局の証明書、またはサーバーの証明書\
             そのものをファイルに保存し、mail.smtp.ca_file に指定してください。証明書の確認方法: openssl \
             s_client -connect {host}:587 -starttls smtp -showcerts"
        ),
        Problem::OtherName => format!(
            "証明書は {host} という名前のものではありません。証明書に記載された名前を mail.smtp.host に\
             指定するか、証明書そのものを保存して mail.smtp.ca_file に指定してください"
        ),
        Problem::FirstVersion => format!(
            "{host} の証明書はX.509のバージョン1で、名前が記載されていません。証明書をファイルに保存して \
             mail.smtp.ca_file に指定するか、subjectAltName を付けて証明書を作り直してください"
        ),
        Problem::NotNow => format!(
            "{host} の証明書は有効期限切れ、またはまだ有効ではありません。メールサーバーの証明書を更新し、\
             このマシンの時計も確認してください"
        ),
        Problem::NoTls => format!(
            "{host} は最初からTLSで通信するサーバーではありません。mail.smtp.tls = \"starttls\"（通常は\
             ポート587）と指定してください"
        ),
        Problem::Other => format!(
            "{host} とのTLS接続に失敗しました。TLS 1.2または1.3と、現行の暗号方式が必要です"
        ),
    }
}

fn replied(reply: &SmtpReply, stage: Stage, host: &str) -> String {
    let text = reply.to_string().to_ascii_lowercase();
    let is_about_sender = match stage {
        Stage::Sender if reply.is_permanent() => true,
        Stage::Sender | Stage::Recipient | Stage::Text => {
            let words = ["sender", "send as", "sendas"];
            words.iter().any(|word| text.contains(word))
        }
        _ => false,
    };
    match stage {
        _ if text.contains("helo") || text.contains("ehlo") => format!(
            "{host} は、このマシンが名乗る名前を受け付けません。DNSにアドレスのある完全な名前を \
             mail.smtp.helo に指定してください"
        ),
        Stage::Greeting if !reply.is_permanent() => format!(
            "{host} が混雑しているか、このマシンからの接続を一時的に受け付けていません。しばらく\
             待っても変わらない場合は、mail.smtp.connections を減らすか、サーバーの管理者に問い合わせて\
             ください"
        ),
        Stage::Greeting | Stage::Hello if reply.is_permanent() => format!(
            "{host} はこのマシンからの接続を受け付けません。サーバーの管理者に、このマシンのアドレスの\
             許可を依頼してください"
        ),
        Stage::SignIn if reply.is_permanent() => format!(
            "{host} がサインインを拒否しました。mail.smtp.username とパスワードを確認してください。\
             Microsoft 365とGoogleではパスワードを使えないため、[mail.smtp.oauth] を設定してください"
        ),
        Stage::Recipient | Stage::Text if reply.is_about_recipient() => format!(
            "{host} は動作していますが、このアドレスにはメールが届かないと応答しました。つづりを確認するか、\
             別のアドレスで試してください"
        ),
        _ if text.contains("not verified") => format!(
            "{host} は、登録を確認したアドレスからのみ送信します。試用中は宛先も確認済みのものに限られます。\
             サーバー側で mail.from のドメインを確認し、試用を終える手続きをしてください（Amazon SESの場合は\
             サンドボックスの解除）"
        ),
        Stage::Recipient if text.contains("relay") => format!(
            "{host} は、このマシンから他のドメインへのメールを中継しません。サインインを設定する \
             (mail.smtp.username) か、サーバーの管理者にこのマシンのアドレスの許可を依頼してください\
             （Postfixの場合は mynetworks）"
        ),
        _ if matches!(reply.code(), 530 | 534 | 535 | 538) => format!(
            "{host} にはサインインが必要です。mail.smtp.username と、パスワードまたは [mail.smtp.oauth] を\
             設定してください"
        ),
        _ if is_about_sender => format!(
            "{host} が差出人を受け付けません。このマシンまたはユーザーに送信が許可されているアドレスを \
             mail.from と mail.envelope_sender に指定してください"
        ),
        _ if !reply.is_permanent() => format!(
            "{host} がメールの受け付けを保留しました。通常は自動的に再送されます。続く場合は応答の内容を\
             確認してください。送信数の上限は mail.smtp.rate で守れます"
        ),
        Stage::Text => format!(
            "{host} がメールの内容を拒否しました。迷惑メールと判定された可能性があります。差出人のドメインの\
             SPF、DKIM、DMARCのレコードを確認してください。[mail.dkim] でここから署名することもできます"
        ),
        _ => format!("{host} が、宛先以外の理由でメールを拒否しました。理由は応答に書かれています"),
    }
}
