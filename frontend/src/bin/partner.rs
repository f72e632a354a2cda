//! The partner bundle: hydrates what the server rendered of the partner root.

fn main() {
    #[cfg(all(target_family = "wasm", debug_assertions))]
    console_error_panic_hook::set_once();
    #[cfg(target_family = "wasm")]
    app::hydrate::hydrate(app::partner::PartnerApp);
}
