//! The memory of the program after a first password, sign-ins and a change of
//! password. Read on Linux, as a debugger would read it.

use std::fmt::Write as _;
use std::fs::File;
use std::net::SocketAddr;
use std::os::unix::fs::FileExt as _;
use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::support::browser::fields;
use crate::support::cli::{genkan, text};
use crate::support::server::{Program, ask, status};
use crate::support::smtp::{Manners, Smtp};
use crate::support::{TARO, token, token_text};

const FIRST: &str = "1st=Kite&100%-the first password, which a link sets";
const SECOND: &str = "2nd=Kite&100%-the second password, which replaces it";
const WRONG: &str = "3rd=Kite&100%-the third password, which is the wrong one";
const SENDING: &str = "4th=Kite&100%-the fourth password, which is being sent";

#[tokio::test(flavor = "multi_thread")]
async fn a_password_leaves_no_copy_in_memory() {
    if cfg!(not(target_os = "linux")) {
        println!("LEFT OUT: only Linux lets this test read the memory of a process");
        return;
    }
    let server = Smtp::start(Manners::default()).await;
    let port = server.config().port.unwrap();
    let settings = format!("[mail.smtp]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"");
    let program = Program::start(&settings).await;
    let config = program.folder.path().join("genkan.toml");
    let config = ["--config", config.to_str().unwrap()];
    let add = ["contacts", "add", "--name", "Taro", "--email", TARO];
    let added = genkan(&[&add[..], &config].concat(), "");
    assert!(added.status.success(), "{}", text(&added.stderr));

    // A password is found while it is being received, and not after that.
    let mut connection = TcpStream::connect(program.place).await.unwrap();
    let sign_in = fields(&[("email", TARO), ("password", SENDING)]);
    let request = post(program.place, "/signin", "", &format!("{sign_in}&more="));
    let part = request.strip_suffix("&more=").unwrap();
    connection.write_all(part.as_bytes()).await.unwrap();
    let sending = Needle::password("the password that is being sent", SENDING);
    until(|| !find(&sending, &program).is_empty()).await;
    drop(connection);

    let place = program.place;
    let form = |path, cookie: &str, pairs: &[(&str, &str)]| {
        let request = post(place, path, cookie, &fields(pairs));
        async move { ask(place, &request).await }
    };
    form("/forgot", "", &[("email", TARO)]).await;
    until(|| !server.mails().is_empty()).await;
    let link = token(&server.mails()[0].read().1[0]);
    let page = format!("/reset/{link}");
    let shown = ask(place, &get(place, &page, "")).await;
    assert_eq!(status(&shown), 200);
    let passwords = [("new_password", FIRST), ("confirmation", FIRST)];
    let set = form(&page, "", &passwords).await;
    assert_eq!(status(&set), 303, "{set}");
    let device = cookies(&set);
    let sign_in = [("email", TARO), ("password", FIRST)];
    let signed_in = form("/signin", &device, &sign_in).await;
    assert_eq!(status(&signed_in), 303, "{signed_in}");
    let session = cookies(&signed_in);
    let home = ask(place, &get(place, "/", &session)).await;
    assert_eq!(status(&home), 200);
    let passwords = [
        ("current_password", FIRST),
        ("new_password", SECOND),
        ("confirmation", SECOND),
    ];
    let changed = form("/password", &session, &passwords).await;
    assert_eq!(status(&changed), 303, "{changed}");
    let next_session = cookies(&changed);
    let sign_in = [("email", TARO), ("password", WRONG)];
    let refused = form("/signin", "", &sign_in).await;
    assert_eq!(status(&refused), 422, "{refused}");
    // The link, and twice the notice of a new password.
    until(|| server.mails().len() == 3).await;

    let mut needles = sending;
    needles.extend(Needle::password("the first password", FIRST));
    needles.extend(Needle::password("the second password", SECOND));
    needles.extend(Needle::password("the wrong password", WRONG));
    needles.extend(Needle::token("the link", &link));
    for (what, cookie) in [
        ("the browser", &device),
        ("the session", &session),
        ("the next session", &next_session),
    ] {
        let at = cookie.find("gkn_").unwrap();
        needles.extend(Needle::token(what, &cookie[at..]));
    }
    let begun = Instant::now();
    loop {
        let found = find(&needles, &program);
        if found.is_empty() {
            break;
        }
        // The tasks of the last requests may still be ending.
        assert!(begun.elapsed() < Duration::from_secs(20), "{found}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Bytes that must not be in memory. They are the end of a secret, because an
/// allocator writes its own data at the start of a block that was freed.
struct Needle {
    name: String,
    bytes: Vec<u8>,
    /// Whether the stacks of threads are searched, too. They can have the bytes
    /// of tokens, as SECURITY.md says.
    searches_stacks: bool,
}

impl Needle {
    fn password(name: &str, password: &str) -> Vec<Self> {
        let encoded = fields(&[("", password)]);
        [("as it is", password), ("as a form has it", &encoded)]
            .map(|(form, text)| Self {
                name: format!("{name}, {form}"),
                bytes: text.as_bytes()[text.len() - 16..].to_vec(),
                searches_stacks: true,
            })
            .into()
    }

    /// The part of a token that is secret, as text and as bytes.
    fn token(name: &str, token: &str) -> Vec<Self> {
        let (text, bytes) = (token.as_bytes(), token_text::decode(&token[..72]));
        [
            ("as text", &text[40..56], true),
            ("as bytes", &bytes[24..36], false),
        ]
        .map(|(form, bytes, searches_stacks)| Self {
            name: format!("{name}, {form}"),
            bytes: bytes.to_vec(),
            searches_stacks,
        })
        .into()
    }
}

/// Describes each place where a needle is; returns no text if there is none.
fn find(needles: &[Needle], program: &Program) -> String {
    let mut found = String::new();
    for Stretch {
        mapping,
        is_stack,
        start,
        bytes,
    } in memory(program.id())
    {
        let needles = needles.iter();
        for needle in needles.filter(|needle| needle.searches_stacks || !is_stack) {
            let windows = bytes.windows(needle.bytes.len()).enumerate();
            for (at, _) in windows.filter(|(_, window)| *window == needle.bytes) {
                let around = &bytes[at.saturating_sub(48)..bytes.len().min(at + 48)];
                let (name, around) = (&needle.name, String::from_utf8_lossy(around));
                let at = start + at;
                writeln!(found, "{name} at {at:x} of {mapping}: {around:?}").unwrap();
            }
        }
    }
    found
}

/// Pages of memory that follow each other.
struct Stretch {
    mapping: String,
    is_stack: bool,
    start: usize,
    bytes: Vec<u8>,
}

/// The memory that a process can write to, without pages of zeros.
fn memory(process: u32) -> Vec<Stretch> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let stacks = stack_pointers(process);
    let mut stretches: Vec<Stretch> = Vec::new();
    for mapping in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = mapping.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let range = number(start)..number(end);
        let is_stack = stacks.iter().any(|pointer| range.contains(pointer));
        let mut page = [0; 4096];
        for start in range.step_by(page.len()) {
            // A mapping may have ended since it was listed.
            if memory.read_exact_at(&mut page, start as u64).is_err() || page == [0; 4096] {
                continue;
            }
            match stretches.last_mut() {
                Some(before)
                    if before.mapping == mapping && before.start + before.bytes.len() == start =>
                {
                    before.bytes.extend(page);
                }
                _ => stretches.push(Stretch {
                    mapping: mapping.to_owned(),
                    is_stack,
                    start,
                    bytes: page.to_vec(),
                }),
            }
        }
    }
    assert!(!stretches.is_empty());
    stretches
}

/// The stack pointers of the threads that wait in the kernel.
fn stack_pointers(process: u32) -> Vec<usize> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let calls = tasks.map(|task| std::fs::read_to_string(task.unwrap().path().join("syscall")));
    calls
        .filter_map(|call| {
            let call = call.ok()?;
            let pointer = call.split_whitespace().nth_back(1)?;
            Some(number(pointer.strip_prefix("0x")?))
        })
        .collect()
}

fn number(hex: &str) -> usize {
    usize::from_str_radix(hex, 16).unwrap()
}

async fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn get(place: SocketAddr, path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {place}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
}

fn post(place: SocketAddr, path: &str, cookie: &str, form: &str) -> String {
    let length = form.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {place}\r\nOrigin: http://{place}\r\n\
         Cookie: {cookie}\r\nConnection: close\r\nContent-Length: {length}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
    )
}

/// The cookies that an answer sets, as the browser sends them back.
fn cookies(answer: &str) -> String {
    let lines = answer.lines().filter_map(|line| line.split_once(": "));
    let set = lines.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    let pairs = set.map(|(_, cookie)| cookie.split(';').next().unwrap());
    let kept = pairs.filter(|pair| !pair.ends_with('='));
    kept.collect::<Vec<_>>().join("; ")
}
