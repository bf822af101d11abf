use crate::web::texts::Errors;

pub(super) const TEXTS: Errors = Errors {
    bad_request: (
        "The form could not be read",
        "Please go back and fill in the form again.",
    ),
    busy: (
        "The service is currently busy",
        "Please wait a moment, then try again.",
    ),
    failed: (
        "Something went wrong",
        "We are sorry. There is a problem on our side. Please try again later.",
    ),
    forbidden: (
        "The request was rejected",
        "It was sent from another site, so nothing was changed. Please use the pages of this site.",
    ),
    not_allowed: (
        "This action is not available here",
        "Please open the page again, then retry.",
    ),
    not_found: (
        "Page not found",
        "Its address may have changed or contain a typing error.",
    ),
    not_permitted: (
        "You are not permitted to do this",
        "Your role or your companies do not include it. Please ask an operator who may do it.",
    ),
    outcome_unknown: (
        "We could not confirm the result",
        "Your request may or may not have been completed. Please check before you try again. If you \
         were setting a password, try to sign in with it.",
    ),
    too_large: (
        "The request is too large",
        "Please shorten your input, then try again.",
    ),
    too_many: (
        "Too many requests from your network",
        "Nothing was changed. Please wait a moment, then try again.",
    ),
    too_slow: (
        "The request took too long",
        "Nothing was changed. Please check your connection, then try again.",
    ),
    unknown_site: (
        "The form was not accepted",
        "Your browser, or a program that filters its requests, hides which page has sent the form. \
         Allow cookies for this site, open the page again, then retry.",
    ),
    to_start: "Back to the start page",
};
