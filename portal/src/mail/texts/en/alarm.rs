use crate::alarm::AlarmKind;

pub(super) const fn alarm(kind: AlarmKind) -> [&'static str; 3] {
    match kind {
        AlarmKind::EmailAccount => [
            "Alarm: emails to one account are slowed down",
            "Many emails to one account were requested within a short time. They are slowed down. No email is lost.",
            "Look up in the proxy's access log who requested them. The limit is email_account in [limits].",
        ],
        AlarmKind::EmailCompany => [
            "Alarm: emails to one company are slowed down",
            "Many emails to the contacts of one company were requested within a short time. They are slowed down. No email is lost, and emails to other companies are not affected.",
            "Look up the recipients with \"genkan outbox list\", and in the proxy's access log who requested the emails. If the company has just begun to use the portal, all is well. Next time, register the contacts with \"genkan contacts import --notify\": then the first link of each is not slowed down. The limit is email_company in [limits].",
        ],
        AlarmKind::EmailSystem => [
            "Alarm: emails are slowed down",
            "Many emails were requested within a short time. They are slowed down. No email is lost.",
            "Look up the recipients with \"genkan outbox list\", and in the proxy's access log who requested the emails. The limit is email_system in [limits].",
        ],
        AlarmKind::ReplacementAccount => [
            "Alarm: too many changes of an email address were requested",
            "One account has requested more changes of its email address than a day allows. Requests beyond the limit were refused.",
            "Look for replacement-requested in \"genkan audit-log list\". If the contact did not make the requests, put the account on hold with \"genkan contacts hold\". The limit is replacement_account in [limits].",
        ],
        AlarmKind::MailServer => [
            "Alarm: the mail server cannot be used",
            "The mail server has accepted no email for a minute. No email is lost; all are retried.",
            "Run \"genkan mail test ADDRESS\" on the machine of the portal: it says what is wrong and what to change.",
        ],
        AlarmKind::EmailGivenUp => [
            "Alarm: an email was given up",
            "An email could not be sent for too long and was given up.",
            "Read the cause with \"genkan outbox list --failed\". After you have repaired it, run \"genkan outbox retry\".",
        ],
    }
}
