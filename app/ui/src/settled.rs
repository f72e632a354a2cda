//! A view in which nothing waits, written by the server in one go.
//!
//! On a page that waits for data Leptos writes each element into a string of its own, made as long as everything in it,
//! and copies it to the others. For a table of fifty rows that takes longer than all its queries. And each view of any type
//! copies the value of every attribute within it, of those too that live as long as the program.

use leptos::prelude::*;

/// What follows in a waiting part is done for good. Leptos asks each waiting part on the server several times whether it waits
/// for anything else, and throws away what it was given: reads would begin again each time, and everything would be drawn
/// two or three times. It finds nothing to wait for behind this point.
#[cfg(feature = "ssr")]
pub async fn in_earnest() {
    server::not_at_once().await;
}

/// What follows in a waiting part is done for good; in the browser it always is.
#[cfg(not(feature = "ssr"))]
pub fn in_earnest() -> std::future::Ready<()> {
    std::future::ready(())
}

/// The same view. Nothing in it may wait for data: the server would write what stands there meanwhile.
#[cfg(not(feature = "ssr"))]
#[must_use]
pub fn settled(view: impl RenderHtml + 'static) -> AnyView {
    view.into_any()
}

/// The same view. Nothing in it may wait for data: the server would write what stands there meanwhile.
#[cfg(feature = "ssr")]
#[must_use]
pub fn settled(view: impl RenderHtml + 'static) -> AnyView {
    Settled(view).into_any()
}

#[cfg(feature = "ssr")]
struct Settled<V>(V);

#[cfg(feature = "ssr")]
mod server {
    use std::{future::poll_fn, task::Poll};

    use leptos::{
        attr::{Attribute, any_attribute::AnyAttribute},
        prelude::*,
        tachys::{
            hydration::Cursor,
            view::{Position, PositionState},
        },
    };

    use super::Settled;

    /// Waits for being asked a second time.
    pub(super) async fn not_at_once() {
        let mut asked = false;
        poll_fn(|context| {
            if std::mem::replace(&mut asked, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    impl<V: Render> Render for Settled<V> {
        type State = V::State;

        fn build(self) -> Self::State {
            self.0.build()
        }

        fn rebuild(self, state: &mut Self::State) {
            self.0.rebuild(state);
        }
    }

    impl<V: AddAnyAttr> AddAnyAttr for Settled<V> {
        type Output<NewAttr: Attribute> = V::Output<NewAttr>;

        fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self::Output<NewAttr>
        where
            Self::Output<NewAttr>: RenderHtml,
        {
            self.0.add_any_attr(attr)
        }
    }

    impl<V: RenderHtml + 'static> RenderHtml for Settled<V> {
        type AsyncOutput = Self;
        // What it holds lives long enough as it is.
        type Owned = Self;

        const EXISTS: bool = V::EXISTS;
        const MIN_LENGTH: usize = V::MIN_LENGTH;

        fn html_len(&self) -> usize {
            self.0.html_len()
        }

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        // Within a page that waits this is called too: the trait's own way of writing asynchronously is to write at once.
        fn to_html_with_buf(
            self,
            buf: &mut String,
            position: &mut Position,
            escape: bool,
            mark_branches: bool,
            extra_attrs: Vec<AnyAttribute>,
        ) {
            self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
        }

        fn hydrate<const FROM_SERVER: bool>(
            self,
            cursor: &Cursor,
            position: &PositionState,
        ) -> Self::State {
            self.0.hydrate::<FROM_SERVER>(cursor, position)
        }

        fn into_owned(self) -> Self {
            self
        }
    }
}
