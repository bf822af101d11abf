//! Identities: 128 random bits each, chosen by the caller, which never change
//! and reveal nothing.

id! {
    /// The identity of an account, for life. A person who is registered again
    /// after a removal gets a new account with a new identity.
    pub struct AccountId;
}

id! {
    /// The identity of a customer company.
    pub struct CompanyId;
}

id! {
    /// The identity of an operator of the support desk.
    pub struct OperatorId;
}

id! {
    /// The identity of a message in the outbox, chosen by the store. It becomes
    /// the Message-ID, the same for every attempt.
    pub struct MessageId;
}
