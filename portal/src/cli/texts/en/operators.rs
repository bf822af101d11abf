use crate::cli::texts::operators::OperatorsTexts;

pub(super) const TEXTS: OperatorsTexts = OperatorsTexts {
    about: "Add, list and remove the operators of the support desk",
    add: "Add an operator",
    list: "List every operator: name, role and companies (\"*\" for all) as tab-separated lines",
    remove: "Remove an operator. The audit log keeps what the operator has done",
    companies: "A company that the operator works for; may be given again. By default the operator \
                works for all companies",
    name: "The operator's name",
    role: "What the operator may do: an administrator everything, an agent everything that concerns \
           contacts, a viewer only see contacts",
    added: |name, role| format!("added the operator {name} ({role})"),
    removed: |name| format!("removed the operator {name}"),
};
