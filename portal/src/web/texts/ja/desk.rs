use genkan::onboarding::Role;

use crate::web::texts::Desk;

pub(super) const TEXTS: Desk = Desk {
    title: "サポート窓口",
    account: "アカウント",
    home: "ホーム",
    role: "役割",
    role_name: |role| match role {
        Role::Administrator => "管理者",
        Role::Agent => "担当オペレーター",
        _ => "閲覧のみ",
    },
    sign_in: "サポート窓口へのサインイン",
};
