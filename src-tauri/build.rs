//! Names the commands of the window, so that each must be granted in `capabilities/main.json`.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&[
        "rpc",
        "pick_file",
        "pick_save",
        "set_title",
        "reveal",
        "launch_path",
        "painted",
        "quit",
    ]);
    if let Err(error) =
        tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
    {
        // Cargo shows the standard error of a build script that fails.
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
