use crate::web::texts::Layout;

pub(super) const TEXTS: Layout = Layout {
    skip: "本文へ移動",
    footer: "ご案内",
    person: |name| format!("{name} 様"),
    problem: "エラー：",
};
