use crate::cli::texts::operators::OperatorsTexts;

pub(super) const TEXTS: OperatorsTexts = OperatorsTexts {
    about: "Add, list, change and remove the operators of the support desk",
    add: "Add an operator, who gets an invitation by email",
    change: "Give an operator another role or other companies. With --by, it waits for an approval",
    changed: |name| format!("changed the operator {name}"),
    list: "List every operator: name, role, companies (\"*\" for all), \
           address and second factors as tab-separated lines",
    remove: "Remove an operator. The audit log keeps what the operator has done",
    address: "The address that the invitation is sent to, with which the operator signs in at /desk",
    reset_factor: "End the second factor of an operator, who sets up another one at the next \
                   sign-in. With --by, it waits for an approval",
    companies: "A company that the operator works for; may be given again. By default the operator \
                works for all companies",
    name: "The operator's name",
    role: "What the operator may do: an administrator everything, an agent everything that concerns \
           contacts, a viewer only see contacts",
    added: |name, role, address| {
        format!("added the operator {name} ({role}); an invitation is sent to {address}")
    },
    removed: |name| format!("removed the operator {name}"),
};
