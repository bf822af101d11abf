//! Checks and installs the programs that the stages need.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crate::toolchain::{has_debian_sources, has_target};
use crate::{Result, bare_metal, command, exim, msrv, semver, workspace};

/// A program or a library that a stage needs.
#[derive(Clone, Copy)]
pub(crate) struct Need {
    name: &'static str,
    is_met: fn() -> bool,
    remedy: Remedy,
}

#[derive(Clone, Copy)]
enum Remedy {
    /// Debian's packages.
    Apt(&'static [&'static str]),
    /// A component of the Rust toolchain.
    Component(&'static str),
    /// A target of the Rust toolchain or, if rustup is missing or offline,
    /// Debian's packages.
    Target(&'static str, &'static [&'static str]),
    /// A cargo command from crates.io. Without optimizations, it compiles in a
    /// third of the time.
    CargoInstall(&'static str),
    /// Debian's packages of the oldest compiler, unpacked and not installed.
    OldestCompiler,
    /// Debian's package of Exim, unpacked and not installed.
    Exim,
    /// An instruction, for a need that this program does not install.
    Say(&'static str),
}

pub(crate) const FORMAT: &[Need] = &[Need {
    name: "rustfmt",
    is_met: || answers("cargo", &["fmt", "--version"]),
    remedy: Remedy::Component("rustfmt"),
}];

pub(crate) const CLIPPY: &[Need] = &[Need {
    name: "clippy",
    is_met: || answers("cargo", &["clippy", "--version"]),
    remedy: Remedy::Component("clippy"),
}];

pub(crate) const MSRV: &[Need] = &[Need {
    name: "the oldest compiler that the crate supports",
    is_met: || msrv::compiler().is_some(),
    remedy: Remedy::OldestCompiler,
}];

pub(crate) const DENY: &[Need] = &[Need {
    name: "cargo-deny",
    is_met: || answers("cargo", &["deny", "--version"]),
    remedy: Remedy::CargoInstall("cargo-deny@0.20.2"),
}];

pub(crate) const SEMVER: &[Need] = &[Need {
    name: "cargo-semver-checks",
    is_met: || {
        semver::last_release().is_none() || answers("cargo", &["semver-checks", "--version"])
    },
    remedy: Remedy::CargoInstall("cargo-semver-checks@0.51.0"),
}];

pub(crate) const BARE_METAL: &[Need] = &[Need {
    name: "a compiler for a machine without an operating system",
    is_met: bare_metal::is_possible,
    remedy: Remedy::Target(
        bare_metal::TARGET,
        &["rustc-web", "cargo-web", "rust-web-src"],
    ),
}];

pub(crate) const NODE: &[Need] = &[Need {
    name: "Node 20 or newer, with npm",
    is_met: || {
        let newer = "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)";
        answers("node", &["-e", newer]) && answers("npm", &["--version"])
    },
    remedy: Remedy::Say("install Node 20 or newer: https://nodejs.org/"),
}];

const DIST: Need = Need {
    name: "the built package in pkg/dist, which is committed",
    is_met: || workspace::root().is_ok_and(|root| root.join("pkg/dist/index.js").exists()),
    remedy: Remedy::Say("run `cargo xtask wasm`"),
};

/// The needs of the size budgets.
pub(crate) const SIZE: &[Need] = &[NODE[0], DIST];

/// The needs of the browser package's tests.
pub(crate) const PACKAGE: &[Need] = &[NODE[0], DIST, UNICODE];

pub(crate) const WASM: &[Need] = &[
    NODE[0],
    Need {
        // Debian's compiler, even if rustup has the target: the committed
        // module was built with it, and another compiler writes other bytes.
        name: "a compiler for the browser",
        is_met: || {
            let has_apt = || answers("apt-get", &["--version"]);
            has_debian_sources() || (has_target("wasm32-unknown-unknown") && !has_apt())
        },
        remedy: Remedy::Apt(&["rustc-web", "cargo-web", "rust-web-src"]),
    },
    Need {
        name: "wasm-opt, which makes the module smaller",
        is_met: || answers("wasm-opt", &["--version"]),
        remedy: Remedy::Apt(&["binaryen"]),
    },
];

const SMTP_SERVER: Need = Need {
    // Debian's Python, because that is where apt puts the module.
    name: "aiosmtpd, the SMTP server that the portal sends to",
    is_met: || answers("/usr/bin/python3", &["-c", "import aiosmtpd.controller"]),
    remedy: Remedy::Apt(&["python3-aiosmtpd"]),
};

const UNICODE: Need = Need {
    name: "Unicode's own test files",
    is_met: || {
        Path::new("/usr/share/unicode/NormalizationTest.txt.bz2").exists()
            || Path::new("/usr/share/unicode/NormalizationTest.txt").exists()
    },
    remedy: Remedy::Apt(&["unicode-data"]),
};

const POSTFIX: Need = Need {
    name: "Postfix, which reports emails that were not delivered",
    is_met: || answers("/usr/sbin/postconf", &["-d", "mail_version"]),
    remedy: Remedy::Apt(&["postfix"]),
};

pub(crate) const TEST: &[Need] = &[
    SMTP_SERVER,
    POSTFIX,
    Need {
        name: "Exim, another mail server",
        is_met: exim::is_there,
        remedy: Remedy::Exim,
    },
    Need {
        name: "Dovecot, with which clients of Postfix sign in",
        is_met: || answers("/usr/sbin/dovecot", &["--version"]),
        remedy: Remedy::Apt(&["dovecot-core"]),
    },
    Need {
        // Debian's Python, because that is where apt puts the modules.
        name: "dkimpy, which checks the signatures of emails",
        is_met: || answers("/usr/bin/python3", &["-c", "import dkim, nacl"]),
        remedy: Remedy::Apt(&["python3-dkim", "python3-nacl"]),
    },
    Need {
        name: "PgBouncer, which pools connections to PostgreSQL",
        is_met: || answers("/usr/sbin/pgbouncer", &["--version"]),
        remedy: Remedy::Apt(&["pgbouncer"]),
    },
    Need {
        name: "nginx, a proxy in front of the portal",
        is_met: || answers("nginx", &["-v"]),
        remedy: Remedy::Apt(&["nginx-light"]),
    },
    Need {
        name: "HAProxy, another one",
        is_met: || answers("haproxy", &["-v"]),
        remedy: Remedy::Apt(&["haproxy"]),
    },
    Need {
        name: "Caddy, another one",
        is_met: || answers("caddy", &["version"]),
        remedy: Remedy::Apt(&["caddy"]),
    },
    Need {
        name: "curl, which asks them",
        is_met: || answers("curl", &["--version"]),
        remedy: Remedy::Apt(&["curl"]),
    },
    UNICODE,
    Need {
        name: "oathtool, which computes one-time passwords",
        is_met: || answers("oathtool", &["--version"]),
        remedy: Remedy::Apt(&["oathtool"]),
    },
    Need {
        name: "bzip2, which unpacks them",
        is_met: || answers("bzip2", &["--help"]),
        remedy: Remedy::Apt(&["bzip2"]),
    },
    Need {
        name: "PostgreSQL, of which the tests start servers of their own",
        is_met: || {
            let versions = std::fs::read_dir("/usr/lib/postgresql")
                .into_iter()
                .flatten();
            versions
                .flatten()
                .any(|version| version.path().join("bin/initdb").exists())
                || answers("initdb", &["--version"])
        },
        remedy: Remedy::Apt(&["postgresql"]),
    },
    Need {
        name: "MariaDB, of which a test starts a server of its own",
        is_met: || answers("mariadbd", &["--version"]) && answers("mariadb", &["--version"]),
        remedy: Remedy::Apt(&["mariadb-server-core", "mariadb-client-core"]),
    },
    Need {
        name: "openssl, which makes that server's certificate",
        is_met: || answers("openssl", &["version"]),
        remedy: Remedy::Apt(&["openssl"]),
    },
];

pub(crate) const VALGRIND: &[Need] = &[Need {
    name: "valgrind, which counts instructions and follows secrets",
    is_met: || answers("valgrind", &["--version"]),
    remedy: Remedy::Apt(&["valgrind"]),
}];

pub(crate) const FUZZ: &[Need] = &[
    CLIPPY[0],
    Need {
        name: "a C++ compiler",
        is_met: || answers("c++", &["--version"]),
        remedy: Remedy::Apt(&["g++"]),
    },
];

const FIREFOX: Need = Need {
    name: "Firefox",
    is_met: || Path::new("/usr/bin/firefox-esr").exists(),
    remedy: Remedy::Apt(&["firefox-esr"]),
};
const CHROMIUM: Need = Need {
    name: "Chromium",
    is_met: || Path::new("/usr/bin/chromium").exists(),
    remedy: Remedy::Apt(&["chromium"]),
};

/// Two browsers, each with an engine and Unicode tables of its own.
pub(crate) const BROWSERS: &[Need] = &[NODE[0], DIST, CHROMIUM, FIREFOX];

pub(crate) const PACKAGING: &[Need] = BROWSERS;

pub(crate) const BROWSER: &[Need] = &[
    NODE[0],
    CHROMIUM,
    FIREFOX,
    Need {
        // Without it, pictures show boxes although every assertion passes.
        name: "a Japanese font",
        is_met: || Path::new("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf").exists(),
        remedy: Remedy::Apt(&["fonts-ipafont-gothic"]),
    },
    SMTP_SERVER,
    Need {
        name: "openssl, which makes that server's certificate",
        is_met: || answers("openssl", &["version"]),
        remedy: Remedy::Apt(&["openssl"]),
    },
    Need {
        name: "faketime, which moves a server's clock",
        is_met: || answers("faketime", &["--version"]),
        remedy: Remedy::Apt(&["faketime"]),
    },
];

/// Returns the needs of all stages.
pub(crate) fn all() -> Vec<Need> {
    [
        FORMAT, CLIPPY, TEST, MSRV, DENY, SEMVER, BARE_METAL, VALGRIND, WASM, FUZZ, BROWSERS,
        BROWSER,
    ]
    .concat()
}

/// Checks that every need is met, and installs nothing.
///
/// # Errors
///
/// With every unmet need and its remedy.
pub(crate) fn require(needs: &[Need]) -> Result {
    all_of(
        needs
            .iter()
            .filter(|need| !(need.is_met)())
            .map(|need| need.unmet(None)),
    )
}

/// Installs everything that is missing.
///
/// # Errors
///
/// With every need that is still unmet, and its remedy.
pub(crate) fn provide(needs: &[Need]) -> Result {
    let mut missing: Vec<&Need> = Vec::new();
    for need in needs {
        // Several stages have the same needs.
        let is_new = !missing.iter().any(|other| other.name == need.name);
        if is_new && !(need.is_met)() {
            println!("missing: {}", need.name);
            missing.push(need);
        }
    }
    let packages = missing.iter().flat_map(|need| need.remedy.packages());
    let packages: Vec<&str> = packages.copied().collect();
    if !packages.is_empty()
        && let Err(error) = apt(&packages)
    {
        println!("{error}\ntrying one by one");
    }
    all_of(missing.into_iter().filter_map(|need| {
        if (need.is_met)() {
            return None;
        }
        let tried = need.remedy.apply();
        (!(need.is_met)()).then(|| need.unmet(tried.err()))
    }))
}

fn all_of(unmet: impl Iterator<Item = String>) -> Result {
    let unmet: Vec<String> = unmet.collect();
    if unmet.is_empty() {
        Ok(())
    } else {
        Err(unmet.join("\n").into())
    }
}

impl Need {
    fn unmet(&self, tried: Option<Box<dyn Error>>) -> String {
        let reason = tried
            .map(|error| format!("\n  {error}"))
            .unwrap_or_default();
        format!(
            "missing: {}\n  {}{reason}",
            self.name,
            self.remedy.describe()
        )
    }
}

impl Remedy {
    fn apply(self) -> Result {
        match self {
            Self::Apt(packages) => apt(packages),
            Self::Component(name) => {
                command::run(Command::new("rustup").args(["component", "add", name]))
            }
            Self::Target(target, packages) => {
                command::run(Command::new("rustup").args(["target", "add", target]))
                    .or_else(|_| apt(packages))
            }
            Self::CargoInstall(name) => {
                command::run(command::cargo().args(["install", "--locked", "--debug", name]))
            }
            Self::OldestCompiler => msrv::unpack(),
            Self::Exim => exim::unpack(),
            Self::Say(_) => Ok(()),
        }
    }

    /// Returns the Debian packages to install first, together: `apt-get` takes
    /// longer to start than to install one.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Apt(packages) => packages,
            Self::OldestCompiler => msrv::LIBRARIES,
            Self::Exim => exim::LIBRARIES,
            _ => &[],
        }
    }

    fn describe(self) -> String {
        match self {
            Self::Apt(packages) => format!("apt-get install {}", packages.join(" ")),
            Self::Component(name) => format!("rustup component add {name}"),
            Self::Target(target, packages) => format!(
                "rustup target add {target}, or apt-get install {}",
                packages.join(" ")
            ),
            Self::CargoInstall(name) => format!("cargo install --locked {name}"),
            Self::OldestCompiler => format!("rustup toolchain install {}", msrv::VERSION),
            Self::Exim => "apt-get download exim4-daemon-light".to_owned(),
            Self::Say(what) => what.to_owned(),
        }
    }
}

fn apt(packages: &[&str]) -> Result {
    // A machine may have no package lists, or old ones without the latest
    // updates.
    command::run(apt_get().arg("update"))?;
    let options = ["install", "--yes", "--no-install-recommends"];
    command::run(apt_get().args(options).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command
        .arg("--quiet=2")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn answers(program: &str, arguments: &[&str]) -> bool {
    command::succeeds(Command::new(program).args(arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_that_cannot_be_installed_is_named_with_its_remedy() {
        let unmet = Need {
            name: "a unicorn",
            is_met: || false,
            remedy: Remedy::Say("look in the wood"),
        };
        let error = provide(&[unmet]).unwrap_err().to_string();
        assert!(error.contains("a unicorn"), "{error}");
        assert!(error.contains("look in the wood"), "{error}");
    }

    #[test]
    fn a_need_that_is_met_is_not_installed() {
        let met = Need {
            name: "air",
            is_met: || true,
            remedy: Remedy::Apt(&["no-such-package"]),
        };
        provide(&[met]).unwrap();
    }
}
