use crate::cli::texts::mail::MailTexts;
use crate::config::{Smtp, Tls};
use crate::mail::{Cause, Fault, SmtpReply, Stage};
use crate::tls::Problem;

pub(super) const TEXTS: MailTexts = MailTexts {
    about: "Try the mail server, and see how emails look",
    test: "Send a test email, and explain what goes wrong",
    test_note: "Connects to the mail server, signs in and sends, as for every other email. Nothing is stored.",
    preview: "Show an email as it would be sent, with a made-up person and links that do not work",
    address: "The address that receives the test email",
    kind: "The kind of the email",
    format: "What to show: the subject and the text, the HTML, the whole email, or the text as a file of brand.email_texts",
    server: |smtp, sender| {
        let sign_in = match (&smtp.username, &smtp.oauth) {
            (None, _) => "no sign-in".to_owned(),
            (Some(username), None) => format!("password of {username}"),
            (Some(username), Some(_)) => format!("access token for {username}"),
        };
        format!(
            "server: {} port {}, {}, {sign_in}\nsender: {sender}",
            smtp.host,
            smtp.port(),
            protection(smtp)
        )
    },
    no_server: "no mail server is configured ([mail.smtp]), so nothing was sent: the email is a file in the \
                folder \"mailbox\" of data",
    sent: |address, reply| {
        format!(
            "sent to {address}: {reply}\nThe mail server has accepted the email. Check that it \
             arrives, and not in the spam folder."
        )
    },
    fault,
};

const fn protection(smtp: &Smtp) -> &'static str {
    match smtp.tls {
        Tls::Starttls => "STARTTLS",
        Tls::Tls => "TLS",
        Tls::None => "no TLS",
    }
}

fn fault(fault: &Fault, host: &str) -> String {
    match (&fault.cause, fault.stage) {
        (Cause::Network(_), Stage::Lookup) => format!(
            "the name {host} cannot be looked up. Check mail.smtp.host, and the machine's name \
             server"
        ),
        (Cause::Network(_) | Cause::Timeout, Stage::Lookup | Stage::Connect) => format!(
            "{host} does not answer. Check mail.smtp.host and mail.smtp.port, and whether a \
             firewall blocks the port; many networks block port 25"
        ),
        (Cause::Timeout, Stage::Greeting) => format!(
            "{host} accepts the connection and does not greet. If the port is 465, write \
             mail.smtp.tls = \"tls\""
        ),
        (Cause::Network(_) | Cause::Timeout, Stage::Token) => "the authorization server does not \
             answer. Check mail.smtp.oauth.token_url, and whether a firewall blocks it"
            .into(),
        (Cause::Network(_), _) => format!(
            "{host} has closed the connection. Its log may say why; check that it accepts this \
             machine's address"
        ),
        (Cause::Timeout, _) => format!(
            "{host} did not reply in time. If it scans emails, allow more: \
             mail.smtp.timeout_seconds"
        ),
        (Cause::Tls(error), stage) => certificate(Problem::of(error), stage, host),
        (Cause::NotSmtp, _) => format!(
            "what answers at {host} does not speak SMTP. Check mail.smtp.port; if it is 465, write \
             mail.smtp.tls = \"tls\""
        ),
        (Cause::Injected, _) => format!(
            "{host} sent more than a reply before TLS began, as an attacker on the network does. \
             Write mail.smtp.tls = \"tls\" if the server offers it, usually on port 465"
        ),
        (Cause::NotOffered(_), Stage::Starttls) => format!(
            "{host} does not offer STARTTLS. Write mail.smtp.tls = \"tls\" if it speaks TLS from the \
             start, usually on port 465; \"none\" is only for a server on this machine"
        ),
        (Cause::NotOffered(_), Stage::SignIn) => format!(
            "{host} does not offer this way to sign in. Remove username if no sign-in is needed; \
             if only XOAUTH2 is offered, write [mail.smtp.oauth]; some servers offer a sign-in only \
             under TLS"
        ),
        (Cause::NotOffered(_), Stage::Recipient) => {
            format!("{host} sends no email to an address outside ASCII (it lacks SMTPUTF8)")
        }
        (Cause::NotOffered(_), _) => {
            format!("mail.smtp.host: {host} is not a name that a certificate can be for")
        }
        (Cause::NoToken(_), _) => "the authorization server returned no access token. Check \
             client_id, the secret, token_url and scope in [mail.smtp.oauth]; for Microsoft 365, an \
             administrator must have consented to the permission SMTP.SendAsApp"
            .into(),
        (Cause::Replied(reply), stage) => replied(reply, stage, host),
    }
}

fn certificate(problem: Problem, stage: Stage, host: &str) -> String {
    if stage == Stage::Token {
        return "TLS to the authorization server fails. Check mail.smtp.oauth.token_url; if its \
                certificate is from an authority of your own, name that in mail.smtp.ca_file"
            .into();
    }
    match problem {
        Problem::UnknownAuthority => format!(
            "the certificate of {host} is from an authority that is not trusted. Save the \
             authority's certificate, or the server's own, in a file and name it: mail.smtp.ca_file. \
             To see it: openssl s_client -connect {host}:587 -starttls smtp -showcerts"
        ),
        Problem::OtherName => format!(
            "the certificate is not for the name {host}. Write a name of the certificate as \
             mail.smtp.host, or save the certificate itself and name it in mail.smtp.ca_file"
        ),
        Problem::FirstVersion => format!(
            "the certificate of {host} is of X.509's version 1 and has no names. Save it in a file \
             and name that: mail.smtp.ca_file, or make a new one with subjectAltName"
        ),
        Problem::NotNow => format!(
            "the certificate of {host} has expired or is not valid yet. Renew it on the mail \
             server, and check this machine's clock"
        ),
        Problem::NoTls => format!(
            "what answers at {host} does not speak TLS from the start. Write mail.smtp.tls = \
             \"starttls\", usually with port 587"
        ),
        Problem::Other => {
            format!("TLS to {host} fails. It needs TLS 1.2 or 1.3 with a modern cipher")
        }
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
            "{host} does not accept the name that this machine greets with. Write a full name that \
             has an address in the DNS: mail.smtp.helo"
        ),
        Stage::Greeting if !reply.is_permanent() => format!(
            "{host} is busy or accepts no connection of this machine at the moment. Wait; if it \
             stays so, lower mail.smtp.connections, or ask its administrator"
        ),
        Stage::Greeting | Stage::Hello if reply.is_permanent() => format!(
            "{host} accepts no connection of this machine. Ask its administrator to permit the \
             machine's address"
        ),
        Stage::SignIn if reply.is_permanent() => format!(
            "{host} rejects the sign-in. Check mail.smtp.username and the password; Microsoft 365 \
             and Google accept no password here: write [mail.smtp.oauth]"
        ),
        Stage::Recipient | Stage::Text if reply.is_about_recipient() => format!(
            "{host} works, and says that this address receives no email. Check the spelling, or try \
             another one"
        ),
        _ if text.contains("not verified") => format!(
            "{host} sends only from addresses that are verified with it, and while its account is \
             on trial, only to such addresses. Verify the domain of mail.from there, and have the \
             trial ended (Amazon SES: the sandbox)"
        ),
        Stage::Recipient if text.contains("relay") => format!(
            "{host} does not relay emails of this machine to other domains. Sign in \
             (mail.smtp.username), or ask its administrator to permit this machine's address \
             (Postfix: mynetworks)"
        ),
        _ if matches!(reply.code(), 530 | 534 | 535 | 538) => format!(
            "{host} requires a sign-in. Write mail.smtp.username, and the password or \
             [mail.smtp.oauth]"
        ),
        _ if is_about_sender => format!(
            "{host} does not accept the sender. Use an address that this machine or user may send \
             as: mail.from and mail.envelope_sender"
        ),
        _ if !reply.is_permanent() => format!(
            "{host} puts the email off. It would be retried; if it stays so, the reply says \
             why. A limit of the server can be kept with mail.smtp.rate"
        ),
        Stage::Text => format!(
            "{host} rejects the email itself, often as spam. Check the SPF, DKIM and DMARC records \
             of the sender's domain; emails can be signed here: [mail.dkim]"
        ),
        _ => format!(
            "{host} rejects the email for a reason that is not the address. The reply says why"
        ),
    }
}
