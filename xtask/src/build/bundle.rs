//! The two WebAssembly bundles: Cargo, then wasm-bindgen as a library of the very same version.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail, ensure};
use walrus::{FunctionBuilder, FunctionKind, Module, ModuleConfig};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    process,
    tree::{Profile, Tree},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// One bundle as wasm-bindgen leaves it: names are not hashed yet.
#[derive(Debug)]
pub struct Bundle {
    /// `partner` or `staff`.
    pub name: &'static str,
    /// The module script. It does not start by itself and has to be told where the WebAssembly is.
    pub script: String,
    /// The WebAssembly.
    pub wasm: Vec<u8>,
}

impl Bundle {
    /// Names of all bundles: the binaries of the package `frontend`.
    pub const NAMES: [&'static str; 2] = ["partner", "staff"];
}

/// Compiles and binds both bundles.
pub fn build(tree: &Tree, profile: Profile) -> Result<Vec<Bundle>> {
    ensure_target(tree)?;
    let profile_name = match profile {
        Profile::Dev => "wasm-dev",
        Profile::Release => "wasm-release",
    };
    let mut cargo = process::cargo(tree);
    cargo.args(["build", "--package", "frontend", "--target", TARGET, "--profile", profile_name]);
    process::run(cargo.env("CARGO_TARGET_DIR", tree.front()))?;

    let compiled = tree.front().join(TARGET).join(profile_name);
    let bound = tree.front().join("bound").join(profile_name);
    Bundle::NAMES
        .into_iter()
        .map(|name| {
            let folder = bound.join(name);
            bind(&compiled.join(format!("{name}.wasm")), &folder, profile)?;
            read(name, &folder)
        })
        .collect()
}

/// Compiled bundles before wasm-bindgen, which still have the names of their functions.
pub fn compiled(tree: &Tree, name: &str) -> PathBuf {
    tree.front().join(TARGET).join("wasm-release").join(format!("{name}.wasm"))
}

/// Brings the standard library of WebAssembly where it is missing.
pub fn ensure_target(tree: &Tree) -> Result<()> {
    let library = process::output(
        Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--print", "target-libdir", "--target", TARGET])
            .current_dir(&tree.root),
    )?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    let Some(rustup) = process::find(&["rustup", "rustup.exe"]) else {
        bail!(
            "Rust has no standard library for {TARGET}. With rustup: `rustup target add {TARGET}`; \
             else install the package of your system that brings it"
        );
    };
    process::run(Command::new(rustup).args(["target", "add", TARGET]).current_dir(&tree.root))
}

/// Runs wasm-bindgen, unless its output is newer than its input.
fn bind(input: &Path, folder: &Path, profile: Profile) -> Result<()> {
    let name = input.file_stem().unwrap_or_default().to_string_lossy();
    // The script is written last.
    if is_newer(&folder.join(format!("{name}.js")), input) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut bindgen = Bindgen::new();
    match profile {
        Profile::Dev => bindgen.input_path(input),
        Profile::Release => bindgen.input_module(&name, without_dead_weight(input)?),
    };
    bindgen
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(profile == Profile::Release)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen failed on {}", input.display()))?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency brings its own script files (snippets); the site has no place for them yet"
    );
    Ok(())
}

/// Empties the futures that are kept only because a table of every erased view names them: the hydration of lazy
/// routes, which nothing here uses. They are a fifth of a bundle; a call would trap, and the journeys would show it.
fn without_dead_weight(input: &Path) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_dwarf(false).generate_name_section(false);
    let mut module = config.parse_file(input)?;
    let is_dead = |name: &Option<String>| name.as_deref().is_some_and(is_lazy_hydration);
    let dead: Vec<_> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| is_dead(&module.funcs.get(*id).name))
        .map(|(id, function)| (id, function.ty(), function.args.clone()))
        .collect();
    for (id, signature, arguments) in dead {
        let signature = module.types.get(signature);
        let (params, results) = (signature.params().to_vec(), signature.results().to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
    }
    walrus::passes::gc::run(&mut module);
    Ok(module)
}

/// Whether this is `hydrate_async` or the future that it returns. What is inside of them stays: the compiler merges
/// equal functions under one of their names, and effects and drop glue in there equal those of the usual hydration.
fn is_lazy_hydration(mangled: &str) -> bool {
    const FUTURE: &str = "28_$u7b$$u7b$closure$u7d$$u7d$";
    let Some((path, rest)) = mangled.rsplit_once("13hydrate_async") else { return false };
    // What follows is the hash: 17 characters, of which the first is `h`.
    !path.contains("drop_in_place") && rest.strip_prefix(FUTURE).unwrap_or(rest).starts_with("17h")
}

fn is_newer(output: &Path, input: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    match (modified(output), modified(input)) {
        (Some(output), Some(input)) => output > input,
        _ => false,
    }
}

fn read(name: &'static str, folder: &Path) -> Result<Bundle> {
    Ok(Bundle {
        name,
        script: fs::read_to_string(folder.join(format!("{name}.js")))?,
        wasm: fs::read(folder.join(format!("{name}_bg.wasm")))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_future_of_lazy_hydration_is_dead() {
        let closure = "28_$u7b$$u7b$closure$u7d$$u7d$";
        let hash = "17h26aaea280b9e3560E";
        let path = "_ZN6tachys14reactive_graph13hydrate_async";
        assert!(is_lazy_hydration(&format!("{path}{hash}")));
        assert!(is_lazy_hydration(&format!("{path}{closure}{hash}")));
        assert!(!is_lazy_hydration(&format!("{path}{closure}{closure}{hash}")));
        assert!(!is_lazy_hydration(&format!("{path}{closure}4prep{hash}")));
        assert!(!is_lazy_hydration(&format!("_ZN4core3ptr13drop_in_place{path}{hash}")));
    }
}
