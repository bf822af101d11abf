//! A simulated person, who does one thing after the other and knows what must be
//! stored after each.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::database::Stored;
use super::http::{Answer, Request};
use super::{World, address};
use crate::support::browser::fields;
use crate::support::chance::Chance;

pub(super) struct Person {
    world: Arc<World>,
    chance: Chance,
    number: usize,
    client: String,
    account: String,
    address: String,
    password: Option<String>,
    session: Option<String>,
    /// Sessions that were ended.
    ended: Vec<String>,
    has_moved: bool,
}

/// Something that a person does by a form: the event that it leads to, the
/// messages that it queues, and the page after it.
struct Action {
    kind: &'static str,
    event: &'static str,
    messages: &'static [&'static str],
    leads_to: &'static str,
}

const ASK: Action = Action {
    kind: "ask for a link",
    event: "link-requested",
    messages: &["link"],
    leads_to: "/forgot/sent",
};
const SET: Action = Action {
    kind: "set a password",
    event: "password-set",
    messages: &["password-changed"],
    leads_to: "/signin",
};
const SIGN_IN: Action = Action {
    kind: "sign in",
    event: "signed-in",
    messages: &[],
    leads_to: "/",
};
const SIGN_OUT: Action = Action {
    kind: "sign out",
    event: "signed-out",
    messages: &[],
    leads_to: "/signin",
};
const CHANGE: Action = Action {
    kind: "change the password",
    event: "password-changed",
    messages: &["password-changed"],
    leads_to: "/",
};
const MOVE: Action = Action {
    kind: "change the address",
    event: "replacement-requested",
    messages: &["prove-address", "replacement-requested"],
    leads_to: "/email/sent",
};
const PROVE: Action = Action {
    kind: "confirm the address",
    event: "address-replaced",
    messages: &["address-replaced", "address-welcome"],
    // The page itself says so.
    leads_to: "",
};

/// What came of an action.
struct Outcome {
    answers: Vec<Answer>,
    /// The answer that reports success.
    success: Option<usize>,
    /// Whether it is stored.
    is_done: bool,
    new_messages: Vec<(String, String)>,
}

impl Outcome {
    /// The status of every answer is one of these, or there is no page.
    fn has_only(&self, statuses: &[u16]) -> bool {
        let mut all = self.answers.iter().filter_map(Answer::status);
        all.all(|status| statuses.contains(&status))
    }
}

impl Person {
    pub(super) async fn new(world: &Arc<World>, number: usize, chance: Chance) -> Self {
        let address = address(number);
        let sql = "SELECT encode(id, 'hex') FROM accounts WHERE address = $1";
        let found = world.database.query(sql, &[&address]).await;
        Self {
            world: Arc::clone(world),
            chance,
            number,
            client: format!("198.51.100.{number}"),
            account: found[0].get(0),
            address,
            password: None,
            session: None,
            ended: Vec::new(),
            has_moved: false,
        }
    }

    /// Acts until the end of the run.
    pub(super) async fn live(&mut self) {
        while !self.world.is_over() {
            if self.password.is_none() || self.chance.one_in(5) {
                self.set_by_link().await;
            }
            if self.password.is_some() && self.session.is_none() {
                self.sign_in_again().await;
            }
            if self.session.is_some() {
                match self.chance.below(8) {
                    0 | 1 => self.change_password().await,
                    2 if !self.has_moved => self.change_address().await,
                    3 | 4 => self.sign_out().await,
                    _ => self.look().await,
                }
            }
            if let Some(ended) = self.ended.last().filter(|_| self.chance.one_in(2)) {
                self.must_have_ended(&ended.clone()).await;
            }
            let pause = self.chance.below(400);
            sleep(Duration::from_millis(pause)).await;
        }
    }

    /// Checks at the end of the run, when nothing fails any more.
    pub(super) async fn check(&mut self) {
        for session in std::mem::take(&mut self.ended) {
            self.must_have_ended(&session).await;
        }
        if self.password.is_some() {
            self.sign_in_again().await;
            self.look().await;
        }
    }

    /// Asks for a link, opens it, and posts a password to each node at once.
    async fn set_by_link(&mut self) {
        let Some(token) = self.link().await else {
            return;
        };
        let link = format!("/reset/{token}");
        let shown = self.get("open a link", &link, "").await;
        if !matches!(shown.status(), Some(200 | 503) | None) {
            return self.violation(&format!("a new link is refused: {:?}", shown.status()));
        }
        for _ in 0..40 {
            let passwords = [self.new_password(), self.new_password()];
            let forms = passwords.each_ref().map(|new| set_form(new, None));
            let set = self.act(&SET, &link, "", &forms).await;
            if !set.has_only(if set.is_done {
                &[303, 410, 503]
            } else {
                &[503]
            }) {
                let statuses: Vec<_> = set.answers.iter().map(Answer::status).collect();
                return self.violation(&format!("an unused link is refused: {statuses:?}"));
            }
            if !set.is_done {
                self.pause().await;
                continue;
            }
            self.world.report.count("links that set a password");
            self.all_sessions_end();
            let [first, second] = passwords;
            self.password = match set.success {
                Some(0) => Some(first),
                Some(_) => Some(second),
                None => self.which_is_set(&first, &second).await,
            };
            let again = [set_form(&self.new_password(), None)];
            let again = self.act(&SET, &link, "", &again).await;
            if again.is_done {
                self.violation("a link sets a second password");
            }
            return;
        }
        self.violation("an unused link sets no password in 40 attempts");
    }

    /// After an unknown outcome: the page says that the person should try to sign
    /// in with the password.
    async fn which_is_set(&mut self, first: &str, second: &str) -> Option<String> {
        self.world
            .report
            .count("passwords set after an unknown outcome");
        let sessions = [self.sign_in(first).await, self.sign_in(second).await];
        match sessions {
            [Some(_), None] => Some(first.to_owned()),
            [None, Some(_)] => Some(second.to_owned()),
            _ => {
                self.violation("of two passwords, not exactly one signs in");
                None
            }
        }
    }

    /// Asks until an email with a link is there. `None` at the end of the run.
    async fn link(&mut self) -> Option<String> {
        let mut ids = Vec::new();
        let form = [fields(&[("email", &self.address)])];
        while !self.world.is_over() {
            ids.extend(self.ask(&form).await);
            let patience = Duration::from_secs(8 + self.chance.below(15));
            if let Some(token) = self.mail(&ids, "/reset/", patience).await {
                return Some(token);
            }
        }
        None
    }

    /// Asks for a link once. Returns the identity of the message.
    async fn ask(&mut self, form: &[String]) -> Option<String> {
        let before = self.stored().await;
        let node = self.node();
        let deaths = self.world.nodes[node].deaths().len();
        let asked = self.act_on(&ASK, node, "/forgot", "", &form[0]).await;
        let begun = Instant::now();
        loop {
            let stored = self.stored().await;
            let is_done = self.compare(&ASK, &before, &stored);
            let has_died = self.world.nodes[node].deaths().len() > deaths;
            let is_settled = begun.elapsed() > Duration::from_secs(2);
            if is_done {
                self.world
                    .report
                    .request("from request to queue", begun.elapsed());
                return stored.new_messages(&before).pop().map(|(id, _)| id);
            } else if !asked.leads_to(ASK.leads_to) {
                if is_settled {
                    return None;
                }
            } else if has_died && is_settled {
                self.world
                    .report
                    .count("link requests lost with a killed node");
                return None;
            } else if begun.elapsed() > Duration::from_secs(90) {
                self.violation("an acknowledged request led to no message");
                return None;
            }
            sleep(Duration::from_millis(200)).await;
        }
    }

    /// Waits for an email of one of the messages, and returns its token.
    async fn mail(&self, ids: &[String], page: &str, patience: Duration) -> Option<String> {
        let begun = Instant::now();
        while begun.elapsed() < patience && !self.world.is_over() {
            if let Some(mail) = ids.iter().find_map(|id| self.world.mail.copies(id).pop()) {
                self.world
                    .report
                    .request("from queue to email", begun.elapsed());
                return mail.token(page);
            }
            sleep(Duration::from_millis(100)).await;
        }
        None
    }

    async fn sign_in_again(&mut self) {
        let Some(password) = self.password.clone() else {
            return;
        };
        self.session = self.sign_in(&password).await;
        if self.session.is_none() {
            self.violation("the current password does not sign in");
            self.password = None;
        }
    }

    /// Tries until there is an answer. `None` if the password is wrong.
    async fn sign_in(&mut self, password: &str) -> Option<String> {
        let form = [fields(&[("email", &self.address), ("password", password)])];
        for _ in 0..100 {
            let signed_in = self.act(&SIGN_IN, "/signin", "", &form).await;
            match &signed_in.answers[0] {
                Answer::Page(page) if page.status == 303 => return page.session(),
                Answer::Page(page) if page.status == 422 => return None,
                _ => self.pause().await,
            }
        }
        self.violation("no answer to 100 attempts to sign in");
        None
    }

    async fn sign_out(&mut self) {
        let Some(session) = self.session.clone() else {
            return;
        };
        let cookie = cookie(&session);
        let signed_out = self
            .act(&SIGN_OUT, "/signout", &cookie, &[String::new()])
            .await;
        if signed_out.is_done {
            self.all_sessions_end();
        }
    }

    async fn change_password(&mut self) {
        let (Some(session), Some(current)) = (self.session.clone(), self.password.clone()) else {
            return;
        };
        let new = self.new_password();
        let forms = [set_form(&new, Some(&current))];
        let changed = self
            .act(&CHANGE, "/password", &cookie(&session), &forms)
            .await;
        if !changed.has_only(&[303, 503]) {
            self.violation("the right current password is refused");
        }
        if changed.is_done {
            self.all_sessions_end();
            self.password = Some(new);
            if let Some(Answer::Page(page)) = changed.success.map(|n| &changed.answers[n]) {
                self.session = page.session();
            }
            if self.chance.one_in(3) && self.sign_in(&current).await.is_some() {
                self.violation("a replaced password signs in");
            }
        }
    }

    /// Requests another address and confirms it on both nodes at once.
    async fn change_address(&mut self) {
        let (Some(session), Some(current)) = (self.session.clone(), self.password.clone()) else {
            return;
        };
        // The next request is accepted a minute later.
        self.has_moved = true;
        let new = format!("moved{}@example.com", self.number);
        let forms = [fields(&[("email", &new), ("current_password", &current)])];
        let requested = self.act(&MOVE, "/email", &cookie(&session), &forms).await;
        let is_link = |(_, kind): &&(String, String)| kind == "prove-address";
        let Some((id, _)) = requested.new_messages.iter().find(is_link) else {
            return;
        };
        let patience = Duration::from_secs(40);
        let Some(token) = self
            .mail(std::slice::from_ref(id), "/address/", patience)
            .await
        else {
            return;
        };
        let link = format!("/address/{token}");
        for _ in 0..40 {
            let form = fields(&[("action", &new)]);
            let forms = [form.clone(), form];
            let proven = self.act(&PROVE, &link, "", &forms).await;
            if proven.is_done {
                self.all_sessions_end();
                self.world.report.count("links that changed an address");
                let password = self.password.clone().unwrap_or_default();
                if self.sign_in(&password).await.is_some() {
                    self.violation("the former address signs in");
                }
                self.address = new;
                return;
            }
            if !proven.has_only(&[503]) {
                let statuses: Vec<_> = proven.answers.iter().map(Answer::status).collect();
                return self.violation(&format!("an unused link is refused: {statuses:?}"));
            }
            self.pause().await;
        }
        self.violation("an unused link changes no address in 40 attempts");
    }

    /// Looks at the first page, which the session opens.
    async fn look(&mut self) {
        let Some(session) = self.session.clone() else {
            return;
        };
        let page = self.get("look", "/", &cookie(&session)).await;
        if !matches!(page.status(), Some(200 | 503) | None) {
            self.violation(&format!("an open session is refused: {:?}", page.status()));
            self.session = None;
        }
    }

    async fn must_have_ended(&mut self, session: &str) {
        let page = self.get("look", "/", &cookie(session)).await;
        match page.status() {
            Some(303) => self.world.report.count("ended sessions seen to have ended"),
            Some(503) | None => {}
            other => self.violation(&format!("an ended session is open: {other:?}")),
        }
    }

    fn all_sessions_end(&mut self) {
        self.ended.extend(self.session.take());
    }

    /// Posts each form to a node of its own at once, and compares the answers with
    /// what is stored.
    async fn act(
        &mut self,
        action: &Action,
        path: &str,
        cookie: &str,
        forms: &[String],
    ) -> Outcome {
        let before = self.stored().await;
        let first = self.node();
        let posts = forms.iter().enumerate().map(|(n, form)| {
            let node = (first + n) % self.world.nodes.len();
            self.act_on(action, node, path, cookie, form)
        });
        let answers = futures(posts).await;
        let is_success = |answer: &Answer| answer.leads_to(action.leads_to);
        let successes = answers.iter().filter(|answer| is_success(answer)).count();
        let is_unknown = answers.iter().any(Answer::is_unknown);
        if is_unknown {
            // The server may still be at work on it.
            sleep(Duration::from_millis(1500)).await;
            self.world.report.count("outcomes unknown to a person");
        }
        let after = self.stored().await;
        let is_done = self.compare(action, &before, &after);
        let statuses: Vec<_> = answers.iter().map(Answer::status).collect();
        match successes {
            0 if is_done && !is_unknown => self.violation(&format!(
                "{}: done, although every page says that it is not: {statuses:?}",
                action.kind
            )),
            1 if !is_done => {
                self.violation(&format!("{}: acknowledged and not stored", action.kind));
            }
            2.. => self.violation(&format!("{}: acknowledged twice", action.kind)),
            _ => {}
        }
        Outcome {
            success: answers.iter().position(is_success),
            answers,
            is_done,
            new_messages: after.new_messages(&before),
        }
    }

    /// Returns whether the action was done between two states. Nothing else may
    /// have happened, and nothing twice.
    fn compare(&self, action: &Action, before: &Stored, after: &Stored) -> bool {
        let done = after.happened(action.event) - before.happened(action.event);
        let mut events = after.events.clone();
        events.remove(action.event);
        let mut others = before.events.clone();
        others.remove(action.event);
        let mut queued: Vec<_> = after.new_messages(before);
        queued.sort_by(|a, b| a.1.cmp(&b.1));
        let queued: Vec<&str> = queued.iter().map(|(_, kind)| kind.as_str()).collect();
        let expected = if done == 0 { &[][..] } else { action.messages };
        let changes_password =
            done > 0 && matches!(action.event, "password-set" | "password-changed");
        if done > 1
            || events != others
            || queued != expected
            || (before.password != after.password) != changes_password
            || (before.address != after.address) != (done > 0 && action.event == PROVE.event)
        {
            self.violation(&format!(
                "{}: done {done} times, queued {queued:?}, {others:?} became {events:?}",
                action.kind
            ));
        }
        done > 0
    }

    async fn act_on(
        &self,
        action: &Action,
        node: usize,
        path: &str,
        cookie: &str,
        form: &str,
    ) -> Answer {
        let request = self.request(path, cookie, Some(form));
        self.world.send(action.kind, node, &request).await
    }

    async fn get(&mut self, kind: &'static str, path: &str, cookie: &str) -> Answer {
        for _ in 0..50 {
            let node = self.node();
            let request = self.request(path, cookie, None);
            let answer = self.world.send(kind, node, &request).await;
            if !matches!(answer.status(), Some(503) | None) {
                return answer;
            }
            self.pause().await;
        }
        Answer::Lost
    }

    fn request<'r>(&'r self, path: &'r str, cookie: &'r str, form: Option<&'r str>) -> Request<'r> {
        let client = &self.client;
        Request {
            client,
            path,
            cookie,
            form,
        }
    }

    async fn stored(&self) -> Stored {
        self.world.database.stored(&self.account).await
    }

    fn node(&mut self) -> usize {
        self.chance.below(self.world.nodes.len() as u64) as usize
    }

    async fn pause(&mut self) {
        let pause = 200 + self.chance.below(600);
        sleep(Duration::from_millis(pause)).await;
    }

    /// A password that the policy accepts.
    fn new_password(&mut self) -> String {
        let letters = b"bdfhkmnprtvwz";
        let mut password = String::from("Qx7!");
        let mut last = usize::MAX;
        while password.len() < 12 {
            let next = self.chance.below(letters.len() as u64) as usize;
            if next != last {
                password.push(letters[next].into());
            }
            last = next;
        }
        password
    }

    fn violation(&self, what: &str) {
        let number = self.number;
        self.world
            .report
            .violation(format!("person {number}: {what}"));
    }
}

fn cookie(session: &str) -> String {
    format!("genkan-session={session}")
}

fn set_form(new: &str, current: Option<&str>) -> String {
    let mut pairs = vec![("new_password", new), ("confirmation", new)];
    pairs.extend(current.map(|current| ("current_password", current)));
    fields(&pairs)
}

/// Waits for all of them at once.
async fn futures<F: Future<Output = Answer>>(all: impl Iterator<Item = F>) -> Vec<Answer> {
    let mut all: Vec<F> = all.collect();
    match (all.pop(), all.pop()) {
        (Some(second), Some(first)) => {
            let (first, second) = tokio::join!(first, second);
            vec![first, second]
        }
        (Some(only), None) => vec![only.await],
        _ => Vec::new(),
    }
}
