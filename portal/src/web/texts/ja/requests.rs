use genkan::onboarding::State;
use genkan::onboarding::case::RequestState;

use crate::web::texts::{
    FormText, List, ProgressText, RequestFields, RequestProblems, Requests, Steps, Summary,
};

pub(super) const TEXTS: Requests = Requests {
    signed_out: &[
        "登録済みのご担当者は、このページで自社のご担当者の一覧を確認し、ご担当者の追加、変更、引き継ぎ、削除を申し込めます。",
        "ご担当者が退職・異動される場合は、その前に後任の方の登録をお申し込みください。",
    ],
    sign_in: "サインインして申し込む",
    no_company: "お使いのアカウントには会社が登録されていないため、ここからはお申し込みいただけません。サポート窓口までお問い合わせください。",
    list: List {
        contacts: "登録されているご担当者",
        you: "あなた",
        manager: "管理者",
        state: |state, is_expired| match state {
            State::Registered { .. } if is_expired => "登録の期限切れ",
            State::Registered { .. } => "パスワード未設定",
            State::Active { .. } => "利用中",
            State::Held { .. } => "利用停止中",
            State::Removed { .. } => "削除済み",
        },
        signed_in_at: |time| format!("最終サインイン：{time}"),
        never_signed_in: "サインインの記録はありません",
        change: "変更",
        hand_over: "引き継ぎ",
        remove: "削除",
        about: |link, name| format!("{link}：{name} 様"),
        next: "次のご担当者",
        first: "最初のご担当者",
        waiting: "承認が必要なお申し込み",
        inquiry: "登録のない方から、同じ会社の担当者として登録してほしいとのお問い合わせがありました。お送りしたメールのリンクからご回答ください。",
        requests: "お申し込みの状況",
        no_requests: "お申し込みはありません。",
    },
    add: FormText {
        title: "ご担当者を追加する",
        text: "同じ会社の方を、ご担当者として登録するお申し込みです。",
        effects: &[
            "入力された方を、貴社のご担当者として登録します。",
            "登録された方に、パスワードの設定方法をメールでお知らせします。",
        ],
    },
    rename: FormText {
        title: "お名前を訂正する",
        text: "別の方に交代する場合は、「引き継ぎ」からお申し込みください。",
        effects: &[
            "ご担当者のお名前を変更します。アカウント、メールアドレス、パスワードは変わりません。",
            "ご本人へのメールはお送りしません。",
        ],
    },
    replace_address: FormText {
        title: "メールアドレスを変更する",
        text: "現在のアドレスでメールを受け取れなくなった場合のお申し込みです。サインインできる方は、ご自身のページから変更できます。",
        effects: &[
            "サポート窓口の2名が内容を確認します。",
            "ご担当者の現在のパスワードとリンクは使えなくなります。新しいアドレスに、パスワードを設定するためのリンクをお送りします。",
            "現在のアドレスにもお知らせします。しばらくの間は、そこから元に戻せます。",
        ],
    },
    hand_over: FormText {
        title: "後任の方に引き継ぐ",
        text: "後任の方を登録し、前任の方のアカウントを終了するお申し込みです。",
        effects: &[
            "後任の方を貴社のご担当者として登録し、パスワードの設定方法をメールでお知らせします。",
            "同時に、前任の方のアカウントを終了します。前任の方はサインインできなくなります。メールでお知らせします。",
        ],
    },
    remove: FormText {
        title: "ご担当者を削除する",
        text: "このご担当者がサポートセンターを利用できないようにするお申し込みです。後任の方がいる場合は、「引き継ぎ」からお申し込みください。",
        effects: &[
            "ご担当者のアカウントを終了します。サインインできなくなります。",
            "ご本人にメールでお知らせします。",
        ],
    },
    change: "ご担当者の情報を変更する",
    fields: RequestFields {
        contact: "ご担当者",
        name: "お名前",
        new_name: "新しいお名前",
        successor: "後任の方のお名前",
        language: "メールの言語",
        last_day: "最終利用日",
        last_day_or_none: "最終利用日（任意）",
        last_day_hint: "この日の終わりに、アカウントを終了します。空欄の場合は、手続きが済みしだい終了します。",
        at_once: "手続きが済みしだい",
        own_address: "ご自身のメールアドレスを変更する",
        check: "内容を確認する",
        back: "ご担当者の一覧へ戻る",
    },
    problems: RequestProblems {
        title: "次の項目をご確認ください",
        name: "お名前は、1行で200文字以内で入力してください。",
        note: "2,000文字以内で入力してください。",
        same_name: "現在のお名前と同じです。新しいお名前を入力してください。",
        same_address: "現在のメールアドレスと同じです。別のアドレスを入力してください。",
        day: "日付を選択するか、空欄にしてください。",
        day_past: "過去の日付です。今日以降の日付を選択してください。",
        day_late: "今日から1年以内の日付を選択してください。",
        too_many: |time| {
            format!(
                "お申し込みが多いため、受け付けていません。次のお申し込みは、{time}以降にお願いします。お急ぎの場合は、サポート窓口へご連絡ください。"
            )
        },
    },
    summary: Summary {
        title: "お申し込み内容の確認",
        effects: "お申し込み後の流れ",
        at_once: "サポート窓口での確認が必要な場合を除き、すぐに手続きを行います。",
        by_manager: "貴社の管理者に、承認をお願いするメールをお送りします。回答がない場合は、サポート窓口で判断します。",
        by_desk: "サポート窓口で内容を確認します。",
        then: "ほかの方の手続きで完了または却下されたときは、メールでお知らせします。それまでは、取り下げることができます。",
        scheduled: &[
            "後任の方を貴社のご担当者として登録し、パスワードの設定方法をメールでお知らせします。",
            "前任の方に、引き継ぎの日時をメールでお知らせします。最終利用日が近づきましたら、お二人にあらためてお知らせします。",
            "最終利用日の終わりに、前任の方のアカウントを終了します。前任の方はサインインできなくなります。メールでお知らせします。",
        ],
        send: "この内容で申し込む",
        edit: "修正する",
    },
    progress: ProgressText {
        sent: "お申し込みを受け付けました。",
        state_title: "状況",
        state: |state| match state {
            RequestState::NeedsConfirmation => "承認待ち",
            RequestState::Received => "受付済み",
            RequestState::Scheduled(_) => "引き継ぎ予定",
            RequestState::Done => "完了",
            RequestState::Refused => "却下",
            RequestState::Withdrawn => "取り下げ",
        },
        next: |state, time| match state {
            RequestState::NeedsConfirmation => format!(
                "貴社の管理者に承認をお願いしています。{time}までに回答がない場合は、サポート窓口で判断します。"
            ),
            RequestState::Received => {
                format!("サポート窓口で確認しています。{time}までにお答えする予定です。")
            }
            RequestState::Scheduled(_) => format!(
                "後任の方の登録は済んでいます。前任の方のアカウントは、{time}に終了します。お申し込みを取り下げると、そのアカウントは終了しません。後任の方の登録は残ります。"
            ),
            RequestState::Done => "手続きが完了しました。".to_owned(),
            RequestState::Refused => "お申し込みは却下されました。".to_owned(),
            RequestState::Withdrawn => "お申し込みは取り下げられました。".to_owned(),
        },
        reason: "理由",
        content: "お申し込みの内容",
        by: "申込者",
        at: "申込日時",
        history: "経過",
        steps: Steps {
            opened: "お申し込み",
            confirmed: "管理者が承認",
            scheduled: "後任の方を登録",
            reminded: "予定のお知らせを送信",
            done: "完了",
            refused: "却下",
            withdrawn: "取り下げ",
            expired: "期限までに回答がなく、サポート窓口へ",
            other: "更新",
        },
        desk: "サポート窓口",
        service: "自動処理",
        withdraw: "お申し込みを取り下げる",
        confirm_title: "管理者としてのご判断",
        confirm: "承認する",
        decline: "却下する",
        decline_reason: "却下する場合の理由（任意。申込者に表示されます）",
        too_late: "その間に、お申し込みの処理または取り下げが行われました。現在の状況は次のとおりです。",
    },
};
