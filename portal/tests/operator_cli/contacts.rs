//! Contacts are added, held, released, replaced and removed.

use serde_json::Value;

use super::{BASE, refusal, run, said};
use crate::support::TARO;
use crate::support::databases::houses;

#[tokio::test]
async fn the_desk_looks_after_a_contact() {
    for house in houses(BASE).await {
        let new = "hanako@example.com";
        let add = [
            "contacts", "add", "--name", "太郎", "--email", TARO, "--tell",
        ];
        said(&run(&house, &[&add[..], &["--by", "佐藤"]].concat()));
        let taken = run(&house, &add);
        assert!(refusal(&taken).starts_with("genkan: address-taken: "));

        let desk = |deed, address: &'static str| run(&house, &["contacts", deed, address]);
        for (deed, starts) in [
            ("hold", "held "),
            ("release", "released "),
            ("resend", "a link is on its way"),
            ("renew", "renewed "),
        ] {
            assert!(said(&desk(deed, TARO)).starts_with(starts), "{deed}");
        }
        let refused = desk("release", TARO);
        assert!(
            refusal(&refused).contains("account-state: taro.yamada@example.co.jp is registered")
        );
        let japanese = run(&house, &["contacts", "release", TARO, "--lang", "ja"]);
        assert!(refusal(&japanese).contains("account-state: "));
        assert!(refusal(&japanese).contains("「パスワード未設定」の状態"));
        said(&desk("hold", TARO));
        assert!(refusal(&desk("resend", TARO)).starts_with("genkan: held: "));
        said(&desk("release", TARO));

        house.register(new).await;
        let replace = |new| {
            run(
                &house,
                &["contacts", "replace", TARO, new, "--name", "花子"],
            )
        };
        assert!(refusal(&replace(new)).starts_with("genkan: address-taken: "));
        said(&desk("remove", new));
        said(&replace(new));
        assert!(refusal(&desk("hold", TARO)).starts_with("genkan: unregistered: "));
        let listed = run(&house, &["contacts", "list"]);
        assert_eq!(said(&listed), format!("{new}\tregistered\t花子\t\n"));

        // Who did it stands in the log, and nobody's name or address does.
        let export = ["audit-log", "export", "--operator", "佐藤"];
        let log = run(&house, &export);
        let entries: Vec<Value> = said(&log)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(entries[0]["kind"], "registered");
        assert_eq!(entries[0]["actor"], "desk");
        assert_eq!(entries[0]["operator_name"], "佐藤");
        assert_eq!(entries[1]["actor"], "system");
        let plain = run(&house, &["audit-log", "export"]);
        assert!(!said(&plain).contains("佐藤") && !said(&plain).contains("example"));
    }
}
