//! The range search of Have I Been Pwned, without the network.

mod invalid_range_response;
mod range_query;

pub use invalid_range_response::InvalidRangeResponse;
pub use range_query::RangeQuery;
