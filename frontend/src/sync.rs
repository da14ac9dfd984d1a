//! All that goes over the network: requests of one answer each, and the exchange with the server.

pub mod call;
