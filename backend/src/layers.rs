//! The layers around the routes. Stands above both what a request finds and the routes, so that neither
//! has to name the other.

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, CompressionLevel},
    decompression::RequestDecompressionLayer,
    set_header::SetResponseHeaderLayer,
};

use crate::{app::AppState, page, routes, session};

/// The whole server as one service: tests drive it without a socket.
pub fn app(state: AppState) -> Router {
    let api = routes::router()
        .layer(middleware::from_fn_with_state(
            state.clone(),
            session::attach,
        ))
        .layer(middleware::from_fn(session::refuse_foreign_origin))
        .layer(RequestDecompressionLayer::new())
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ));
    Router::new()
        .nest("/api", api)
        .fallback(page::serve)
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ))
        .layer(CatchPanicLayer::new())
        .with_state(state)
}
