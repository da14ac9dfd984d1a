//! Every path on one screen. The list is data: the router is made of it, and so is the test that a
//! person of one cell reads and writes nothing of another.

mod account;
mod admin;
mod book;
mod carried;
mod demo;
mod digest;
mod moves;
mod organisation;
mod period;
mod predecessors;
mod rules;
mod series;
mod session;
mod summary;
mod sync;
mod target;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing::{MethodRouter, delete, get, post},
};
use roviec_shared::{api::ErrorCode, sync::message::REQUEST_BYTES_MAX};

use crate::{app::AppState, error::Error};

/// Whom a path lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever is signed in, the first password still holding; answers about themself only.
    InSession,
    /// Whoever is signed in; answers about themself only.
    Own,
    /// Whoever is signed in, as far as `permission` lets them see or act.
    Scoped,
    /// Administrators, for what stands below their unit.
    Administrator,
}

/// One method of one path.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// Below `/api`.
    pub path: &'static str,
    /// Whom it lets in.
    pub access: Access,
    /// The largest body taken, after decompression.
    pub body_limit: usize,
}

/// A form: 64 KiB.
const FORM: usize = 64 * 1024;
/// A rule set's file within a form: ten times one of those shipped.
const RULES: usize = 256 * 1024;

fn table() -> Vec<(Route, MethodRouter<AppState>)> {
    use Access::{Administrator, InSession, Own, Public, Scoped};
    let route = |method, path, access, handler| {
        (
            Route {
                method,
                path,
                access,
                body_limit: FORM,
            },
            handler,
        )
    };
    vec![
        route(Method::POST, "/session", Public, post(session::sign_in)),
        route(Method::GET, "/session", InSession, get(session::me)),
        route(
            Method::DELETE,
            "/session",
            InSession,
            delete(session::sign_out),
        ),
        route(
            Method::POST,
            "/session/password",
            InSession,
            post(account::change_password),
        ),
        route(Method::GET, "/demo", Public, get(demo::demo)),
        route(Method::GET, "/digest", Own, get(digest::look)),
        route(Method::POST, "/digest", Own, post(digest::put)),
        route(Method::DELETE, "/digest", Own, delete(digest::turn_off)),
        route(Method::POST, "/digest/confirm", Own, post(digest::confirm)),
        route(Method::GET, "/series", Own, get(series::list)),
        route(Method::POST, "/series", Own, post(series::register)),
        route(Method::DELETE, "/series/{id}", Own, delete(series::revoke)),
        (
            Route {
                method: Method::POST,
                path: "/sync",
                access: Scoped,
                body_limit: REQUEST_BYTES_MAX,
            },
            post(sync::sync),
        ),
        (
            Route {
                method: Method::POST,
                path: "/carried",
                access: Own,
                body_limit: REQUEST_BYTES_MAX,
            },
            post(carried::deliver),
        ),
        route(
            Method::GET,
            "/organisation",
            Scoped,
            get(organisation::organisation),
        ),
        route(Method::GET, "/periods/{unit}", Scoped, get(period::months)),
        route(
            Method::GET,
            "/predecessors",
            Scoped,
            get(predecessors::list),
        ),
        route(Method::GET, "/summaries", Scoped, get(summary::summaries)),
        route(Method::GET, "/targets", Scoped, get(target::list)),
        route(
            Method::GET,
            "/targets/{unit}/{month}/{id}/tasks",
            Scoped,
            get(target::tasks),
        ),
        route(
            Method::GET,
            "/books/{unit}/{month}",
            Scoped,
            get(book::book),
        ),
        route(Method::POST, "/data-key", Own, post(account::data_key)),
        route(
            Method::GET,
            "/admin/units",
            Administrator,
            get(admin::units),
        ),
        route(
            Method::POST,
            "/admin/units",
            Administrator,
            post(admin::put_unit),
        ),
        route(
            Method::GET,
            "/admin/units/{unit}/people",
            Administrator,
            get(admin::people),
        ),
        route(
            Method::POST,
            "/admin/persons",
            Administrator,
            post(admin::put_person),
        ),
        route(
            Method::POST,
            "/admin/posts",
            Administrator,
            post(admin::put_post),
        ),
        route(
            Method::POST,
            "/admin/moves",
            Administrator,
            post(moves::move_person),
        ),
        route(
            Method::POST,
            "/admin/merges",
            Administrator,
            post(moves::merge_unit),
        ),
        route(
            Method::POST,
            "/admin/months",
            Administrator,
            post(admin::open_month),
        ),
        route(
            Method::GET,
            "/admin/rules",
            Administrator,
            get(rules::months),
        ),
        route(
            Method::GET,
            "/admin/rules/{id}/{version}",
            Administrator,
            get(rules::text),
        ),
        (
            Route {
                method: Method::POST,
                path: "/admin/rules",
                access: Administrator,
                body_limit: RULES,
            },
            post(rules::add),
        ),
        (
            Route {
                method: Method::POST,
                path: "/admin/rules/trial",
                access: Administrator,
                body_limit: RULES,
            },
            post(rules::trial),
        ),
        route(
            Method::POST,
            "/admin/accounts",
            Administrator,
            post(admin::add_account),
        ),
        route(
            Method::POST,
            "/admin/accounts/{id}/password",
            Administrator,
            post(admin::give_password),
        ),
        route(
            Method::POST,
            "/admin/accounts/{id}/disabled",
            Administrator,
            post(admin::set_disabled),
        ),
    ]
}

/// All paths, for tests that go through them one by one.
pub fn list() -> Vec<Route> {
    table().into_iter().map(|(route, _)| route).collect()
}

/// The router of everything below `/api`.
pub fn router() -> Router<AppState> {
    let router = table()
        .into_iter()
        .fold(Router::new(), |router, (route, handler)| {
            router.route(
                route.path,
                handler.layer(DefaultBodyLimit::max(route.body_limit)),
            )
        });
    router
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
}

async fn nothing_here() -> Response {
    Error::from(ErrorCode::NotFound).into_response()
}

/// A write that has nothing to tell.
fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
