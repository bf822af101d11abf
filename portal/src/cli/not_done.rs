//! Says why a change was not made, and what to do.

use std::fmt;

use genkan::Language;
use genkan::onboarding::{NoMessage, Permission, Refusal};

use super::Failure;
use crate::service::{NotDone, NotPermitted};

/// Returns the error of a command about a contact, a company or an operator,
/// which `subject` names.
pub(super) fn failure(told: Language, error: NotDone, subject: impl fmt::Display) -> Failure {
    let text = match error {
        NotDone::Failed(error) => return error.into(),
        NotDone::NotPermitted(denied) => not_permitted(told, &denied),
        NotDone::Refused(refusal) => refused(told, refusal, &subject),
        NotDone::NoMessage(reason) => no_message(told, reason, &subject),
        NotDone::CompanyUnknown(name) => match told {
            Language::Ja => format!(
                "company-unknown: 会社「{name}」は登録されていません。genkan companies list で確認してください。"
            ),
            _ => format!(
                "company-unknown: there is no company {:?}. See the names: genkan companies list",
                name.as_str()
            ),
        },
        NotDone::CompanyNameTaken(name) => match told {
            Language::Ja => format!(
                "company-name-taken: 会社「{name}」はすでに登録されています。別の会社名にするか、担当者を contacts edit でその会社に移してください。"
            ),
            _ => format!(
                "company-name-taken: there is a company {:?} already. Choose another name, or \
                 move the contacts: genkan contacts edit ADDRESS --company NAME",
                name.as_str()
            ),
        },
        NotDone::OperatorUnknown(name) => match told {
            Language::Ja => format!(
                "operator-unknown: オペレーター「{name}」は登録されていません。先に追加してください: genkan operators add {:?} --role agent",
                name.as_str()
            ),
            _ => format!(
                "operator-unknown: there is no operator {name:?}. Add it first: genkan operators \
                 add {name:?} --role agent",
                name = name.as_str()
            ),
        },
        NotDone::OperatorNameTaken(name) => match told {
            Language::Ja => format!(
                "operator-name-taken: オペレーター「{name}」はすでに登録されています。変更する場合は、先に削除してください: genkan operators remove {:?}",
                name.as_str()
            ),
            _ => format!(
                "operator-name-taken: there is an operator {name:?} already. To change it, remove \
                 it first: genkan operators remove {name:?}",
                name = name.as_str()
            ),
        },
    };
    Failure::refused(text)
}

/// The address is registered already.
pub(super) fn taken(told: Language, address: impl fmt::Display) -> Failure {
    Failure::refused(match told {
        Language::Ja => format!(
            "address-taken: {address} は登録済みです。genkan explain {address} で状態を確認できます。"
        ),
        _ => format!(
            "address-taken: {address} is registered already. See its state: genkan explain \
             {address}"
        ),
    })
}

/// The address is not registered.
pub(super) fn unregistered(told: Language, address: impl fmt::Display) -> Failure {
    failure(told, NoMessage::Unregistered.into(), address)
}

fn not_permitted(told: Language, denied: &NotPermitted) -> String {
    let operator = &denied.operator.name;
    let (ja, en) = match denied.permission {
        Permission::View => ("担当者の閲覧", "see contacts"),
        Permission::Register => (
            "担当者や会社の登録・編集",
            "register or edit contacts and companies",
        ),
        Permission::Resend => ("リンクの再送", "send links again"),
        Permission::Hold => ("利用停止とその解除", "put contacts on hold or release them"),
        Permission::Replace => ("引き継ぎ", "hand accounts over"),
        Permission::Remove => ("担当者の削除", "remove contacts"),
        _ => ("オペレーターの管理", "add or remove operators"),
    };
    match (told, denied.is_by_company()) {
        (Language::Ja, true) => format!(
            "not-permitted: {operator} さんの担当する会社ではないため、{ja}はできません。担当する会社は genkan operators list で確認できます。"
        ),
        (Language::Ja, false) => format!(
            "not-permitted: {operator} さんの権限（{}）では、{ja}はできません。権限のあるオペレーターに依頼してください: genkan operators list",
            denied.operator.role
        ),
        (_, true) => format!(
            "not-permitted: {operator} may not {en} of this company. Ask an operator who works \
             for it: genkan operators list"
        ),
        (_, false) => format!(
            "not-permitted: {operator} has the role {} and may not {en}. Ask an operator with \
             another role: genkan operators list",
            denied.operator.role
        ),
    }
}

fn no_message(told: Language, reason: NoMessage, address: impl fmt::Display) -> String {
    let code = reason.code();
    match (told, reason) {
        (Language::Ja, NoMessage::Held) => format!(
            "{code}: {address} は利用停止中です。先に解除してください: genkan contacts release {address}"
        ),
        (Language::Ja, NoMessage::Unregistered | NoMessage::Removed) => format!(
            "{code}: {address} は登録されていません。登録するには: genkan contacts add --email {address} --name NAME"
        ),
        (_, NoMessage::Held) => format!(
            "{code}: {address} is on hold. Release it first: genkan contacts release {address}"
        ),
        (_, NoMessage::Unregistered | NoMessage::Removed) => format!(
            "{code}: {address} is not registered. Register it: genkan contacts add --email \
             {address} --name NAME"
        ),
        (Language::Ja, _) => format!("{code}: {address} にはメールを送れません（{reason}）。"),
        (_, reason) => format!("{code}: {address}: {reason}"),
    }
}

fn refused(told: Language, refusal: Refusal, address: impl fmt::Display) -> String {
    let code = refusal.code();
    match (told, refusal) {
        (Language::Ja, Refusal::SameAddress) => format!(
            "{code}: 引き継ぎ先が {address} と同じアドレスです。登録内容を直す場合は: genkan contacts edit {address} --name NAME"
        ),
        (_, Refusal::SameAddress) => format!(
            "{code}: the successor has the same address as {address}. To correct the name of the \
             same person: genkan contacts edit {address} --name NAME"
        ),
        (Language::Ja, _) => format!(
            "{code}: {address} の状態では、この操作はできません。genkan explain {address} で状態を確認してください。"
        ),
        (_, Refusal::State) => format!(
            "{code}: the state of {address} does not allow this. See it: genkan explain {address}"
        ),
        (_, refusal) => format!("{code}: {address}: {refusal}"),
    }
}
